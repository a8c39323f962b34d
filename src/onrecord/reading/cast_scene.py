"""The figures of one report, found in one pass from its first word to its last.

Names come first (a later short form is the same figure), then described parties, which may stand for an earlier figure,
and pronouns, which always do. Invariant: a mention is resolved from mentions before it, so the pass ends.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from onrecord.codebook.nouns import PERSONS, Noun, Sort, nouns
from onrecord.codebook.register import Entry, Role, register
from onrecord.model.actor import ActorKind
from onrecord.model.source import SourceKind
from onrecord.reading import cast_titles as titles
from onrecord.reading.cast_figures import Figure, Mention, Owner, Stated
from onrecord.reading.cast_names import page
from onrecord.reading.cast_owners import owner
from onrecord.reading.cast_page import Naming, Page
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from onrecord.reading.text import Text

_PLACE_ROLES = frozenset({Role.CITY, Role.REGION})
_PLACE_ENTS = frozenset({"GPE", "LOC", "FAC"})
_DEEPEST = 12
_NOBODY = Figure("", ActorKind.ORGANISATION, SourceKind.ORGANISATION, None, place=True)


class Scene:
    """All figures and mentions of one report; `mentions` in text order, `at` by token."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.page: Page = page(text)
        self.figures: list[Figure] = []
        self.mentions: list[Mention] = []
        self.at: dict[int, Mention] = {}
        self.stated: list[Stated] = []
        self.titles: dict[int, int] = {}
        self._stated_at: list[int] = []
        self._by_entry: dict[str, Figure] = {}
        self._by_word: dict[str, Figure] = {}
        self._initials: dict[str, Figure] = {}
        self._named: dict[int, Figure] = {}
        self._full: dict[str, int] = {}
        self._open: set[int] = set()
        self._told: dict[int, list[int]] = {}
        self._introduced: dict[str, Noun] = {}
        self._outlet: Figure | None = None
        self._home()
        self._survey()

    # -- before the pass -------------------------------------------------------------------------------------------

    def _home(self) -> None:
        """The state that the report's own outlet speaks for, if its name says one."""
        words = self.text.report.outlet.split()
        senses = (nouns().find(word.lower()) for word in words)
        if not any(noun is not None and noun.sort in (Sort.BODY, Sort.FORCE) for noun in senses):
            return
        for first in range(len(words)):
            for last in range(len(words), first, -1):
                entry = register().find(" ".join(words[first:last]))
                if entry is not None and entry.country:
                    self._outlet = self._of_entry(entry)
                    return

    def _survey(self) -> None:
        """Which words name somebody in full, and which nouns are whose title."""
        for number, naming in enumerate(self.page.namings):
            if naming.person and naming.last - naming.first > 1:
                for i in range(naming.first, naming.last):
                    self._full.setdefault(self.page.lowers[i], number)
            elif naming.noun is not None:
                self._introduced.setdefault(self.page.between(naming.first, naming.last).lower(), naming.noun)
        self.titles = titles.survey(self.text, self.page)
        for j, number in self.titles.items():
            self._told.setdefault(number, []).append(j)

    # -- names -----------------------------------------------------------------------------------------------------

    def figure_of(self, number: int) -> Figure:
        """The figure of a naming."""
        found = self._named.get(number)
        if found is None:
            if number in self._open or len(self._open) > _DEEPEST:
                return _NOBODY
            self._open.add(number)
            found = self._name(number)
            self._open.discard(number)
            self._named[number] = found
        return found

    def _of_entry(self, entry: Entry) -> Figure:
        found = self._by_entry.get(entry.id)
        if found is None:
            place = entry.role in _PLACE_ROLES
            found = Figure(entry.name, entry.kind, entry.speaker, entry.country, entry.id, place=place, fresh=True)
            found.nouns.update(part.lower() for part in entry.name.split())
            self._by_entry[entry.id] = found
            self.figures.append(found)
        return found

    def _registered(self, naming: Naming, entry: Entry) -> Figure:
        """A figure of the register; what is no state goes by its fullest form in this report."""
        if entry.role is Role.PEOPLE and entry.kind is ActorKind.STATE:
            words = self.page.between(naming.first, naming.last)
            people = self._by_word.get(words.lower())
            if people is None:
                people = Figure(words, ActorKind.PEOPLE, SourceKind.UNNAMED, entry.country, plural=True)
                self._by_word[words.lower()] = people
                self.figures.append(people)
            return people
        found = self._of_entry(entry)
        if entry.kind is ActorKind.ARMED_FORCE and found.fresh and found.country:
            found.country = self._owner_state(naming) or found.country
        if entry.id.partition(":")[0] != "state" and entry.role is not Role.CITY:
            words = self.page.between(naming.first, naming.last)
            if found.fresh or len(words) > len(found.name):
                found.name, found.fresh = words, False
        return found

    def _owner_state(self, naming: Naming) -> str | None:
        """The state that owns a force by its words ("Peru's Joint Chiefs"), though the register knows another's."""
        mark = naming.first - 1
        if mark < 1 or self.page.tags[mark] != "POS":
            return None
        owner = self.page.at(mark - 1)
        entry = owner.entry if owner is not None else None
        return entry.country if entry is not None and entry.kind is ActorKind.STATE else None

    def _name(self, number: int) -> Figure:
        naming = self.page.namings[number]
        if naming.entry is not None:
            return self._registered(naming, naming.entry)
        if self._is_person(number, naming):
            return self._person(number, naming)
        words = self.page.between(naming.first, naming.last)
        if not naming.outlet and (naming.noun is None or naming.last - naming.first == 1):
            known = self._known(number, naming)
            if known is not None:
                return known
        return self._new(words, naming, self._told.get(number, []))

    def _is_person(self, number: int, naming: Naming) -> bool:
        """Whether a name is a human being's; an apposition counts for more than its looks."""
        if naming.noun is not None or naming.outlet:
            return False
        if self.page.between(naming.first, naming.last).lower() in self._introduced:
            return False
        told = [noun for noun in map(self.page.noun, self._told.get(number, ())) if noun is not None]
        if naming.person:
            return not told or any(noun.sort in PERSONS for noun in told)
        if not told and self._owns_ministry(naming):
            return True
        return any(noun.sort in PERSONS for noun in told)

    def _owns_ministry(self, naming: Naming) -> bool:
        """Whether an unknown name owns a body of state and "he" or "she" follows: "X's ministry said he had left"."""
        last = naming.last
        if naming.entry is not None or last + 1 >= len(self.page.words) or self.page.tags[last] != "POS":
            return False
        head = self.text.doc[naming.last - 1].head
        noun = self.page.noun(head.i)
        if noun is None or noun.sort is not Sort.BODY or head.i < last or self.page.ents[naming.first] in _PLACE_ENTS:
            return False
        stop = self.text.sentences[self.text.sentence_of[head.i]][1]
        return any(word in ("he", "she") for word in self.page.lowers[head.i : stop])

    def _known(self, number: int, naming: Naming) -> Figure | None:
        """The figure a short form or an acronym stands for."""
        lowers = self.page.lowers[naming.first : naming.last]
        word = self.page.words[naming.first]
        if len(lowers) == 1:
            if word.isupper() and word in self._initials:
                return self._initials[word]
            found = self._by_word.get(lowers[0])
            if found is not None:
                return found
            if word in ("North", "South"):
                return self._half(word)
            full = self._full.get(lowers[0])
            if full is not None and full != number and self.page.ents[naming.first] not in _PLACE_ENTS:
                return self.figure_of(full)
        return self._by_word.get(" ".join(lowers))

    def _half(self, word: str) -> Figure | None:
        """The state a report calls "the North" or "the South" for short."""
        for figure in self.figures:
            if (figure.actor or "").startswith("state:"):
                if figure.name.startswith(word + " "):
                    return figure
                entry = register().find(f"{word} {figure.name.rsplit(' ', 1)[-1]}")
                if entry is not None and entry.role is Role.NAME and entry.id != figure.actor:
                    return self._of_entry(entry)
        return None

    def half(self, word: str) -> Figure | None:
        """The state that "north" or "south" means in a report on two halves of one country."""
        return self._half(word.capitalize())

    def _person(self, number: int, naming: Naming) -> Figure:
        lowers = [w for w in self.page.lowers[naming.first : naming.last] if w not in ("-", ".")]
        told = self._told.get(number, [])
        whole = self._by_word.get(" ".join(lowers))
        if whole is not None and not whole.human and not told:
            return whole
        found = next((f for f in (self._by_word.get(w) for w in reversed(lowers)) if f is not None and f.human), None)
        name = self.page.between(naming.first, naming.last)
        if found is not None and not (
            len(lowers) > 1 and len(found.name.split()) > 1 and lowers[-1] not in found.nouns
        ):
            return self._titled(found, told, naming)
        full = self._full.get(lowers[-1]) if len(lowers) == 1 else None
        if full is not None and full != number:
            return self._titled(self.figure_of(full), told, naming)
        made = Figure(name, ActorKind.PERSON, SourceKind.PERSON, None, human=True, sort=Sort.OFFICE)
        made.nouns.update(lowers)
        for word in lowers:
            if len(word) > 1:
                self._by_word[word] = made
        self._by_word[" ".join(lowers)] = made
        self.figures.append(made)
        return self._titled(made, told, naming)

    def _titled(self, figure: Figure, told: list[int], naming: Naming) -> Figure:
        titles.keep_title(self, figure, told, naming)
        return figure

    def _new(self, words: str, naming: Naming, told: list[int]) -> Figure:
        page_, noun = self.page, naming.noun
        if noun is not None and noun.sort is Sort.PLACE and self._speaks(naming):
            noun = None
        noun = noun or next((page_.noun(j) for j in told), None) or self._introduced.get(words.lower())
        ents = page_.ents[naming.first : naming.last]
        first = page_.lowers[naming.first]
        if naming.outlet or (noun is not None and noun.sort is Sort.OUTLET):
            made = Figure(words, ActorKind.ORGANISATION, SourceKind.OUTLET, None, sort=Sort.OUTLET)
        elif first in nouns().ships:
            navy = nouns().ships[first]
            made = Figure(words, ActorKind.ARMED_FORCE, SourceKind.GOVERNMENT, navy, sort=Sort.TROOPS)
        elif first in nouns().merchant_marks:
            made = Figure(words, ActorKind.FIRM, SourceKind.ORGANISATION, None, sort=Sort.FIRM)
        elif noun is not None:
            speaker = SourceKind.ORGANISATION if noun.sort is Sort.TROOPS else noun.speaker
            made = Figure(words, noun.actor, speaker, None, sort=noun.sort, place=noun.sort is Sort.PLACE)
            made.nouns.add(noun.word)
        elif any(e in _PLACE_ENTS for e in ents) or (noun is None and self._stands_as_place(naming)):
            made = Figure(words, ActorKind.ORGANISATION, SourceKind.GOVERNMENT, None, place=True, sort=Sort.PLACE)
        elif ents[-1] == "NORP":
            made = Figure(words, ActorKind.PEOPLE, SourceKind.UNNAMED, None, plural=True, sort=Sort.PEOPLE)
        else:
            made = Figure(words, ActorKind.ORGANISATION, SourceKind.ORGANISATION, None)
        whose = self._owner_of_name(naming, told)
        if made.country is None and whose is not None:
            made.country = whose.country
        if made.country is None and noun is not None and noun.national and not (whose and whose.figure):
            made.country = self.topical(naming.first)
        self._keep(made, page_.words[naming.first : naming.last])
        return made

    def _speaks(self, naming: Naming) -> bool:
        token = self.text.doc[naming.last - 1]
        return token.dep_ == "nsubj" and lemma(token.head) in nouns().speech

    def _stands_as_place(self, naming: Naming) -> bool:
        """Whether an unknown name stands behind a preposition of place, or is coordinated with a place."""
        token = self.text.doc[naming.last - 1]
        for _ in range(_DEEPEST):
            if token.dep_ != "conj" or token.head == token:
                break
            token = token.head
            number = self.page.naming[token.i]
            if number >= 0 and number in self._named and self._named[number].place:
                return True
        if token.dep_ != "pobj":
            return False
        if token.head.lower_ == "of":
            noun = self.page.noun(token.head.head.i)
            return noun is not None and noun.sort is Sort.PLACE
        return token.head.lower_ in nouns().where

    def _owner_of_name(self, naming: Naming, told: list[int]) -> Owner | None:
        """Whose a named body is: a demonym in its name or before it, or behind its noun ("of", "in")."""
        if naming.outlet:
            inner = register().find(self.page.words[naming.first])
            if inner is not None and inner.role in (Role.DEMONYM, Role.NAME) and inner.country:
                return Owner(inner.country, inner.name)
        for j in (naming.last - 1, *told):
            found = owner(self, j)
            if found is not None:
                return found
        return None

    def _keep(self, figure: Figure, words: list[str]) -> None:
        self.figures.append(figure)
        self._by_word[" ".join(w.lower() for w in words)] = figure
        initials = "".join(w[0] for w in words if w[0].isupper())
        if len(initials) > 1:
            self._initials.setdefault(initials, figure)

    def told(self, number: int) -> list[int]:
        """The title and apposition nouns of a naming."""
        return self._told.get(number, [])

    def alias(self, word: str, figure: Figure) -> None:
        """Let a word (an acronym in brackets) stand for a figure from here on."""
        self._by_word[word.lower()] = figure
        self._initials[word] = figure

    # -- states at hand --------------------------------------------------------------------------------------------

    def state(self, index: int, country: str, name: str, *, strong: bool) -> None:
        """Note that a state was named at a token."""
        self.stated.append(Stated(index, country, name, strong))
        self._stated_at.append(index)

    def topical(self, index: int, *, apart_from: frozenset[str] = frozenset()) -> str | None:
        """The country the text is about at a token: the last named as subject or owner, else the last named."""
        found = self.topical_state(index, apart_from)
        if found is not None:
            return found.country
        return self.coming(index + 1) or (self._outlet.country if self._outlet is not None else None)

    def topical_state(self, index: int, apart_from: frozenset[str] = frozenset()) -> Stated | None:
        """The stated country behind `topical`: this paragraph first, strong before weak, late before early."""
        upto = bisect_right(self._stated_at, index - 1)
        paragraph = self.text.paragraph_of[index]
        weak: Stated | None = None
        for k in range(upto - 1, max(-1, upto - 24), -1):
            one = self.stated[k]
            if one.country in apart_from:
                continue
            away = paragraph - self.text.paragraph_of[one.index]
            if weak is not None and away > paragraph - self.text.paragraph_of[weak.index]:
                return weak
            if one.strong or away > 1:
                return one
            weak = weak or one
        return weak

    def coming(self, index: int) -> str | None:
        """The first country named after a token in its own sentence."""
        last = self.text.sentences[self.text.sentence_of[index - 1]][1]
        for i in range(index, last):
            naming = self.page.at(i)
            if naming is not None and naming.entry is not None and naming.entry.role in titles.STATE_ROLES:
                return naming.entry.country
        return None

    def home(self) -> Figure | None:
        """The state the outlet speaks for, if its name says one."""
        return self._outlet

    def state_figure(self, country: str) -> Figure | None:
        """The figure of a state that the text (or the outlet's name) has named, by its code."""
        return self._by_entry.get(f"state:{country}")
