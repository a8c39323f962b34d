"""The one pass over a text that turns its names, described parties and pronouns into mentions of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.nouns import PERSONS, Noun, Sort, nouns
from onrecord.codebook.register import Entry, Role
from onrecord.model.actor import ActorKind
from onrecord.model.source import SourceKind
from onrecord.reading import cast_nominals as nominals
from onrecord.reading import cast_pronouns as pronouns
from onrecord.reading.cast_figures import Figure, Form, Mention, Owner
from onrecord.reading.cast_owners import owner as owner_of
from onrecord.reading.cast_page import Naming
from onrecord.reading.cast_scene import Scene
from onrecord.reading.grammar import conjuncts
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_COUNTS = {"both": 2, "two": 2, "neither": 2, "either": 2, "three": 3, "four": 4, "five": 5}
_ALL_OF = frozenset({"both", "all", "the", "these", "those"})
_MEDIA = frozenset({Sort.OUTLET, Sort.DOCUMENT})
_OFFICES = frozenset({Sort.OFFICE, Sort.RULER, Sort.OFFICIAL})
_MULTINATIONAL = frozenset({"coalition", "alliance", "bloc"})
_ONE = frozenset({"a", "an", "another", "one", "some"})
_OWNED = frozenset({"its", "his", "her", "their", "our", "my"})


class Pass:
    """The one pass over a text that fills a scene with mentions."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.page = scene.page
        self.doc = scene.text.doc

    def run(self) -> None:
        """Fill the scene, from the first token to the last."""
        page, scene = self.page, self.scene
        done: set[int] = set()
        for i in range(len(page.words)):
            number = page.naming[i]
            if number >= 0:
                if number not in done:
                    done.add(number)
                    self._naming(number, page.namings[number])
            elif page.tags[i][:2] == "NN":
                if i not in scene.titles:
                    noun = page.noun(i)
                    if noun is not None:
                        self._noun(i, noun)
            elif page.lowers[i] in pronouns.ALL and page.tags[i][:3] == "PRP":
                self._pronoun(i)

    def _naming(self, number: int, naming: Naming) -> None:
        scene, doc = self.scene, self.doc
        figure = scene.figure_of(number)
        head = naming.last - 1
        for i in range(naming.first, naming.last):
            if not naming.first <= doc[i].head.i < naming.last:
                head = i
        if self._bracketed(naming):
            before = scene.at.get(naming.first - 2)
            if before is not None and before.figures:
                figure = before.figures[0]
                scene.alias(self.page.words[naming.first], figure)
        adjective = doc[head].dep_ in ("amod", "compound", "nmod", "npadvmod") and doc[head].head.i >= naming.last
        form = Form.ADJECTIVE if adjective else Form.NAME
        if naming.entry is not None and naming.entry.role in (Role.CITY, Role.REGION) and adjective:
            form = Form.ADJECTIVE
        mention = Mention(head, naming.first, naming.last, (figure,), form, nominals.rank(doc[head]))
        for i in range(naming.first, naming.last):
            if self.page.naming[i] == number or i not in scene.at:
                scene.at[i] = mention
        for j in scene.told(number):
            scene.at[j] = mention
            mention.rank = max(mention.rank, nominals.rank(doc[j]))
        scene.mentions.append(mention)
        if figure.country and not (figure.place and figure.actor is None):
            strong = mention.rank == 3 or doc[head].dep_ == "poss" or (adjective and nominals.rank(doc[head].head) == 3)
            scene.state(naming.first, figure.country, figure.name, strong=strong)

    def _bracketed(self, naming: Naming) -> bool:
        words = self.page.words
        return (
            naming.last - naming.first == 1
            and naming.first >= 2
            and naming.last < len(words)
            and words[naming.first - 1] in "(["
            and words[naming.last] in ")]"
            and words[naming.first].isupper()
        )

    # -- described parties -----------------------------------------------------------------------------------------

    def _noun(self, index: int, noun: Noun) -> None:
        scene, page = self.scene, self.page
        head = self.doc[index]
        if index in scene.at:
            return
        if noun.sort is Sort.GATHERING and (head.dep_ != "nsubj" or lemma(head.head) not in nouns().speech):
            return
        if noun.word == "military" and nominals.is_inner(head):
            return  # an adjective, however it is tagged
        if noun.sort is Sort.PLACE or (nominals.is_inner(head) and noun.sort not in (Sort.FORCE, Sort.BODY)):
            return
        first = nominals.start(page, head)
        last = nominals.end(page, head, noun.sort)
        figures, anaphoric = self._described(head, noun, first, last)
        if not figures:
            return
        mention = Mention(index, first, last, figures, Form.DESCRIBED, nominals.rank(head), anaphoric)
        scene.at[index] = mention
        if nominals.is_inner(head):
            mention.form = Form.ADJECTIVE
        scene.mentions.append(mention)

    def _described(self, head: Token, noun: Noun, first: int, last: int) -> tuple[tuple[Figure, ...], bool]:
        page, scene = self.page, self.scene
        lead = page.lowers[first]
        senses = [n.sort for n in nouns().senses(noun.word)]
        plural = nominals.is_plural(page, head.i)
        count = next((_COUNTS[w] for w in page.lowers[first : head.i] if w in _COUNTS), 0)
        if (plural and count and lead in _ALL_OF) or lead in ("neither", "either"):
            members = self._members(head.i, noun, senses, count or 2)
            if members:
                return members, True
        shared = self._shared(head, noun) if plural else ()
        if shared:
            return shared, True
        each = self._one_each(head, noun) if plural else ()
        if each:
            return each, False
        owner = owner_of(scene, head.i)
        half = page.lowers[head.i - 1] if head.i and noun.word == "side" else ""
        if half in nouns().compass:
            # "the south side of the market" is a place, "the south side" one of two states
            whole = half in ("north", "south") and not any(c.dep_ == "prep" for c in head.rights)
            found = scene.half(half) if whole else None
            return ((found,), True) if found is not None else ((), False)
        if lead in nominals.POINTING and (owner is None or owner.name == noun.word):
            found = self._again(head, noun, senses, plural)
            if found is not None:
                return (found,), True
        if (
            owner is not None
            and owner.figure is not None
            and Sort.STATE in senses
            and self._told_by_demonym(head, first)
        ):
            return (owner.figure,), False
        if noun.sort is Sort.STATE and (
            noun.word in ("side", "party", "capital", "member") or not (plural or lead in _ONE)
        ):
            return (), False
        return (self._make(head, noun, (first, last), owner, plural=plural),), False

    def _shared(self, head: Token, noun: Noun) -> tuple[Figure, ...]:
        """Several owners stand for their own delegations or ministers ("delegations from the two sides")."""
        if noun.sort not in (Sort.DELEGATION, Sort.BODY, Sort.FORCE) and noun.sort not in PERSONS:
            return ()
        owners = [c for c in head.lefts if c.dep_ == "poss"]
        owners += [o for p in head.rights if p.lower_ in ("of", "from") for o in p.children if o.dep_ == "pobj"]
        for one in owners:
            whose = self.page.noun(one.i)
            if one.i not in self.scene.at and whose is not None and one.i not in self.scene.titles:
                self._noun(one.i, whose)
            found = self.scene.at.get(one.i)
            if found is not None and len(found.figures) > 1:
                return found.figures
        return ()

    def _one_each(self, head: Token, noun: Noun) -> tuple[Figure, ...]:
        """One party a state, where a plural is of several ("the foreign ministers of A, B and C", "A and B troops")."""
        if noun.sort not in (Sort.DELEGATION, Sort.BODY, Sort.FORCE, Sort.TROOPS) and noun.sort not in PERSONS:
            return ()
        owners = [c for c in head.lefts if c.dep_ in ("poss", "amod", "compound", "nmod")]
        owners += [o for p in head.rights if p.lower_ in ("of", "from") for o in p.children if o.dep_ == "pobj"]
        for one in owners:
            entries = [n.entry for part in conjuncts(one) if (n := self.page.at(part.i)) is not None]
            states = [e for e in entries if e is not None and e.id.startswith("state:") and e.country]
            if len({e.country for e in states}) > 1 and len(states) == len(conjuncts(one)):
                if one.i > head.i or one.dep_ == "poss":
                    return tuple(self._of_state(noun, entry, f"{entry.name}'s {noun.word}") for entry in states)
                parts = conjuncts(one)
                rest = self.page.between(parts[-1].i + 1, head.i + 1)
                return tuple(
                    self._of_state(noun, entry, f"{part.text} {rest}")
                    for part, entry in zip(parts, states, strict=True)
                )
        return ()

    def _of_state(self, noun: Noun, entry: Entry, name: str) -> Figure:
        voice = noun.speaker if noun.sort in PERSONS else SourceKind.GOVERNMENT
        made = Figure(name, noun.actor, voice, entry.country, sort=noun.sort)
        made.human = nominals.human(noun.sort)
        made.nouns.update((noun.word, noun.word.rsplit(" ", 1)[-1]))
        self.scene.figures.append(made)
        return made

    def _members(self, index: int, noun: Noun, senses: list[Sort], count: int) -> tuple[Figure, ...]:
        if Sort.STATE in senses or noun.sort in (Sort.BODY, Sort.FORCE):
            return pronouns.antecedent_mentions(
                self.scene, index, lambda f: (f.actor or "").startswith("state:"), count
            )
        if noun.sort in PERSONS:
            called = pronouns.antecedent_mentions(
                self.scene, index, lambda f: f.human and not f.plural and noun.word in f.nouns, count
            )
            if called:
                return called
            return pronouns.antecedent_mentions(
                self.scene, index, lambda f: f.human and not f.plural and f.sort in _OFFICES, count
            )
        return ()

    def _again(self, head: Token, noun: Noun, senses: list[Sort], plural: bool) -> Figure | None:
        """The earlier figure a definite description stands for."""
        short = noun.word.rsplit(" ", 1)[-1]
        named = nouns().kin(noun.word) | {short}
        scene = self.scene
        at_hand = scene.topical(head.i) if noun.sort in (Sort.BODY, Sort.FORCE) else None

        def called(figure: Figure) -> bool:
            if figure.nouns.isdisjoint(named) or figure.plural != plural or figure.place:
                return False
            return figure.sort not in _MEDIA or figure.sort is noun.sort

        def called_here(figure: Figure) -> bool:
            return called(figure) and figure.country in (None, at_hand)

        if noun.sort is not Sort.STATE:
            found = pronouns.look_back(scene, head.i, called, sentences=12, near=True, paragraphs=1)
            if found is None:
                far = called if at_hand is None else called_here
                found = pronouns.look_back(scene, head.i, far, sentences=12, near=True)
            if found is not None:
                return found
        test = pronouns.matches(noun.word, noun.sort, senses=senses if noun.sort is Sort.STATE else ())
        if test is None or plural:
            return None
        return pronouns.look_back(scene, head.i, test, sentences=4)

    def _make(self, head: Token, noun: Noun, within: tuple[int, int], owner: Owner | None, *, plural: bool) -> Figure:
        page, scene = self.page, self.scene
        first, last = within
        name = nominals.bare(page, first, last)
        if page.lowers[first] in _OWNED and owner is not None:
            mark = "'" if owner.name.endswith("s") and owner.name.split()[-1].islower() else "'s"
            name = f"{owner.name}{mark} {page.between(first + 1, last)}" if first + 1 < last else name
        country = owner.country if owner is not None else None
        if owner is None and noun.national and self._at_home(head, noun, first):
            unknown = any(page.naming[j] >= 0 for j in range(first, head.i))
            country = (scene.coming(head.i) if unknown else None) or scene.topical(head.i)
        if noun.word in _MULTINATIONAL:
            country = None
        kind = noun.actor
        if plural and noun.word in nouns().delegates:
            kind = ActorKind.DELEGATION
        elif plural and noun.sort is Sort.UNNAMED:
            kind = ActorKind.PEOPLE
        if (
            owner is not None
            and owner.figure is not None
            and owner.figure.kind is ActorKind.ORGANISATION
            and kind is ActorKind.STATE
        ):
            kind = ActorKind.ORGANISATION
        made = Figure(
            name,
            kind,
            self._voice(head, noun, owner, first),
            country,
            named=noun.sort in (Sort.BODY, Sort.FORCE),
            sort=noun.sort,
        )
        made.human = nominals.human(noun.sort) and not plural
        made.plural = plural
        made.nouns.update((noun.word, noun.word.rsplit(" ", 1)[-1]))
        if noun.word in nouns().female or noun.word in nouns().male:
            made.female = noun.word in nouns().female
        scene.figures.append(made)
        return made

    def _told_by_demonym(self, head: Token, first: int) -> bool:
        """Whether a demonym before a noun names the very state ("their Turkish allies")."""
        found = (self.page.at(j) for j in range(first, head.i))
        return any(n is not None and n.entry is not None and n.entry.role is Role.DEMONYM for n in found)

    def _at_home(self, head: Token, noun: Noun, first: int) -> bool:
        """Whether a party without an owner belongs to the state at hand."""
        if noun.sort in (Sort.OFFICIAL, Sort.DELEGATION):
            return False
        if noun.sort is not Sort.TROOPS:
            return True
        if self.page.lowers[first] == "the" or head.dep_ == "nsubj":
            return True
        return head.dep_ in ("dobj", "nsubjpass") and lemma(head.head) in nouns().sending

    def _voice(self, head: Token, noun: Noun, owner: Owner | None, first: int) -> SourceKind:
        """What kind of speaker a described party is."""
        if noun.sort is Sort.OFFICIAL:
            known = owner is not None or self.page.lowers[first] == "the"
            return SourceKind.OFFICIAL if known else SourceKind.UNNAMED
        if noun.word == "report" and nominals.is_plural(self.page, head.i) and self.page.lowers[first] != "the":
            return SourceKind.UNNAMED
        if noun.sort is Sort.TROOPS or (noun.sort is Sort.GROUP and self.page.tags[first] == "CD"):
            return SourceKind.UNNAMED
        if (
            owner is not None
            and owner.country is None
            and owner.figure is not None
            and not owner.figure.human
            and noun.speaker is SourceKind.GOVERNMENT
        ):
            return SourceKind.ORGANISATION
        return noun.speaker

    # -- pronouns --------------------------------------------------------------------------------------------------

    def _pronoun(self, index: int) -> None:
        token = self.doc[index]
        if token.lower_ in pronouns.WE or token.lower_ in pronouns.I:
            return
        figures = pronouns.resolve(self.scene, token)
        if not figures:
            return
        mention = Mention(index, index, index + 1, figures, Form.PRONOUN, nominals.rank(token), True)
        self.scene.at[index] = mention
        self.scene.mentions.append(mention)
