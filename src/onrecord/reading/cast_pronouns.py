"""Looking back: which earlier figure a pronoun or a definite description stands for.

Preference follows the usual order of discourse: subjects before objects, near before far, the same paragraph first;
number, sex and kind have to agree.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from onrecord.codebook.nouns import Sort, nouns
from onrecord.model.actor import ActorKind
from onrecord.model.source import SourceKind
from onrecord.reading.cast_figures import Figure, Form
from onrecord.reading.grammar import conjuncts, first_conjunct, subject
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.reading.cast_scene import Scene

HE = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
I = frozenset({"i", "me", "my", "mine", "myself"})  # noqa: E741
ALL = HE | IT | THEY | WE | I
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_CROWDS = frozenset({ActorKind.ARMED_GROUP, ActorKind.ARMED_FORCE, ActorKind.PEOPLE, ActorKind.DELEGATION})
_REACH = 60

type Test = Callable[[Figure], bool]


def look_back(
    scene: Scene,
    index: int,
    test: Test,
    *,
    apart_from: Collection[str] = (),
    sentences: int = 4,
    near: bool = False,
    paragraphs: int = 99,
) -> Figure | None:
    """The best earlier figure that passes `test`; `near` prefers the nearest before the most prominent."""
    text = scene.text
    here, paragraph = text.sentence_of[index], text.paragraph_of[index]
    best: Figure | None = None
    highest = -1e9
    mentions = scene.mentions
    for k in range(len(mentions) - 1, max(-1, len(mentions) - 1 - _REACH), -1):
        mention = mentions[k]
        if mention.head >= index:
            continue
        away = here - text.sentence_of[mention.head]
        if away > sentences or paragraph - text.paragraph_of[mention.head] > paragraphs:
            break
        score = (
            (1.2 if near else 3.0) * (mention.rank == 3)
            + 0.8 * (mention.rank == 2)
            - 2.2 * away
            - 1.5 * (paragraph != text.paragraph_of[mention.head])
            - 0.03 * (index - mention.head)
            - (1.5 if mention.form is Form.ADJECTIVE else 0.0)
        )
        if score <= highest:
            continue
        for figure in mention.figures:
            if figure.name not in apart_from and test(figure):
                best, highest = figure, score
                break
    return best


def resolve(scene: Scene, token: Token, *, apart_from: Collection[str] = ()) -> tuple[Figure, ...]:
    """The figures a third-person pronoun stands for; () where none fits."""
    lower = token.lower_
    barred = set(apart_from) | _partners(scene, token)
    if lower in HE:
        return _person(scene, token, lower in _FEMALE, barred)
    if lower in IT:
        if _expletive(token):
            return ()
        found = look_back(scene, token.i, _thing, apart_from=barred, sentences=2)
        return (found,) if found is not None else ()
    found = look_back(scene, token.i, _crowd, apart_from=barred, sentences=2)
    if found is None:
        found = look_back(scene, token.i, _many, apart_from=barred, sentences=1)
    return _with_partners(scene, token.i, found) if found is not None else ()


def _with_partners(scene: Scene, index: int, found: Figure) -> tuple[Figure, ...]:
    """What "they" takes up together with a figure: those coordinated with its last mention as subject."""
    for mention in reversed(scene.mentions):
        if mention.head < index and found in mention.figures:
            if mention.rank != 3 or found.plural:
                break
            head = first_conjunct(scene.text.doc[mention.head])
            others = [scene.at[c.i] for c in conjuncts(head) if c.i in scene.at]
            figures = [f for m in others for f in m.figures if m.head < index]
            return tuple(dict.fromkeys(figures)) if found in figures else (found,)
    return (found,)


def _person(scene: Scene, token: Token, female: bool, barred: Collection[str]) -> tuple[Figure, ...]:
    def fits(figure: Figure) -> bool:
        return figure.human and not figure.plural and figure.female in (None, female)

    found = look_back(scene, token.i, fits, apart_from=barred)
    if found is None and female:
        found = look_back(scene, token.i, _ship, apart_from=barred, sentences=2)
    if found is None:
        return ()
    if found.female is None and found.human:
        found.female = female
    return (found,)


def _ship(figure: Figure) -> bool:
    return figure.sort in (Sort.TROOPS, Sort.FIRM) and not figure.plural


def _thing(figure: Figure) -> bool:
    return not figure.human and not figure.plural and not figure.place and figure.kind is not ActorKind.PEOPLE


def _crowd(figure: Figure) -> bool:
    return figure.plural or (figure.kind in _CROWDS and not figure.human and figure.sort is not Sort.TROOPS)


def _many(figure: Figure) -> bool:
    return not figure.human and not figure.place and figure.speaker is not SourceKind.DOCUMENT


def _partners(scene: Scene, token: Token) -> set[str]:
    """Names that a pronoun cannot mean: other arguments of its verb, or, in "X, it added, …", the X it speaks of."""
    verb = token.head
    if token.dep_ == "nsubj" and verb.dep_ == "parataxis" and verb.i < verb.head.i:
        verb = verb.head
    elif token.dep_ not in ("dobj", "dative", "iobj", "pobj"):
        return set()
    for _ in range(3):
        if verb.tag_.startswith("VB") or verb.head == verb:
            break
        verb = verb.head
    above = subject(verb) if verb.tag_.startswith("VB") else None
    names: set[str] = set()
    for one in conjuncts(above) if above is not None else ():
        mention = scene.at.get(one.i)
        if mention is not None:
            names.update(f.name for f in mention.figures)
    return names


def _expletive(token: Token) -> bool:
    """Whether "it" stands for nothing ("it was announced that", "it rained")."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    if verb.tag_ == "VBN" and token.dep_ == "nsubjpass":
        return any(c.dep_ in ("ccomp", "csubj", "csubjpass") and c.i > verb.i for c in verb.children)
    if lemma(verb) == "be":
        return any(c.dep_ in ("ccomp", "xcomp", "advcl", "csubj") and c.i > verb.i for c in verb.children) and any(
            c.dep_ == "acomp" for c in verb.children
        )
    return lemma(verb) in ("seem", "appear", "rain", "snow", "happen", "emerge", "transpire")


def speaker(scene: Scene, index: int) -> Figure | None:
    """Who says the words at a token: the one who speaks in its sentence, or in the sentences near it."""
    text = scene.text
    here = text.sentence_of[index]
    for number in (here, here - 1, here + 1, here - 2, here - 3, here - 4):
        if 0 <= number < len(text.sentences):
            found = _speaks_in(scene, number)
            if found is not None:
                return found
    return None


def _can_say_we(figure: Figure) -> bool:
    return figure.kind is not ActorKind.ARMED_GROUP and figure.speaker is not SourceKind.DOCUMENT


def _speaks_in(scene: Scene, sentence: int) -> Figure | None:
    first, last = scene.text.sentences[sentence]
    doc = scene.text.doc
    for i in range(first, last):
        token = doc[i]
        if token.dep_ == "nsubj" and token.head.tag_[:2] == "VB" and lemma(token.head) in nouns().speech:
            mention = scene.at.get(i)
            if mention is not None and mention.figures and _can_say_we(mention.figures[0]):
                return mention.figures[0]
    return None


def matches(noun: str, sort: Sort, *, senses: Collection[Sort]) -> Test | None:
    """What figures a definite noun may stand for when none was called so before; None: only one that was."""
    if Sort.STATE in senses:
        return lambda f: f.kind is ActorKind.STATE and f.country is not None and (f.actor or "").startswith("state:")
    if sort is Sort.OUTLET:
        return lambda f: f.speaker is SourceKind.OUTLET
    if noun in ("group", "movement", "militia", "gang", "faction", "insurgency", "terrorist group", "network"):
        return lambda f: (
            not f.human
            and (f.kind is ActorKind.ARMED_GROUP or (f.kind is ActorKind.ORGANISATION and f.named and not f.place))
        )
    if noun in (
        "bloc",
        "alliance",
        "organisation",
        "organization",
        "union",
        "body",
        "coalition",
        "agency",
        "charity",
        "institute",
    ):
        return lambda f: (
            f.kind is ActorKind.ORGANISATION and f.named and not f.place and f.speaker is not SourceKind.DOCUMENT
        )
    if noun in ("official", "diplomat", "politician", "lawmaker"):
        return lambda f: f.human and not f.plural and f.speaker in (SourceKind.OFFICIAL, SourceKind.PERSON)
    if noun in ("man", "woman", "person"):
        return lambda f: f.human and not f.plural
    if sort is Sort.FIRM:
        return lambda f: f.kind is ActorKind.FIRM and f.named
    if sort is Sort.DELEGATION:
        return lambda f: f.kind is ActorKind.DELEGATION
    return None


def antecedent_mentions(scene: Scene, index: int, test: Test, count: int) -> tuple[Figure, ...]:
    """The last `count` different figures before a token that pass a test, in text order; () when there are fewer."""
    found: list[Figure] = []
    seen = 0
    for mention in reversed(scene.mentions):
        if mention.head >= index or mention.form is Form.PRONOUN:
            continue
        seen += 1
        if seen > _REACH:
            break
        for figure in reversed(mention.figures):
            if test(figure) and figure not in found:
                found.append(figure)
        if len(found) >= count:
            return tuple(sorted(found[:count], key=scene.figures.index))
    return ()
