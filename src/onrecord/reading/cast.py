"""Who is who in a report: for any name, noun or pronoun the party it stands for, in the codebook's terms.

Invariant: a party's `span` is the words at the head that was asked about; its `name` is the fullest in the report.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.codebook.nouns import Noun
from onrecord.model.actor import ActorKind, Participant
from onrecord.model.evidence import Span
from onrecord.model.mention import ActorMention, OfficeMention, PlaceMention
from onrecord.model.place import Place
from onrecord.model.source import Source, SourceKind
from onrecord.reading import cast_pronouns as pronouns
from onrecord.reading.cast_figures import Figure, Form, Mention
from onrecord.reading.cast_pass import Pass
from onrecord.reading.cast_places import place
from onrecord.reading.cast_regions import placed
from onrecord.reading.cast_scene import Scene
from onrecord.reading.grammar import ancestors
from onrecord.reading.offices import offices

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.reading.text import Text

_PARTITIVE = frozenset(
    {
        "one",
        "two",
        "three",
        "four",
        "some",
        "both",
        "all",
        "neither",
        "either",
        "each",
        "many",
        "most",
        "several",
        "none",
        "any",
        "others",
        "few",
    }
)
_STATES_LIKE_PRONOUNS = frozenset({"US"})
"""Short names of states that differ from a pronoun only by their capitals."""
_SPEAK_FOR_STATE = frozenset({ActorKind.PERSON, ActorKind.PEOPLE, ActorKind.DELEGATION})


@dataclass(frozen=True, slots=True)
class Party:
    """A party to an act or a speaker. `first` and `last` are the token range of `span`.

    `actor` is the id in the register of actors; `named` tells a name or known body from a mere description.
    """

    span: Span
    first: int
    last: int
    name: str
    kind: ActorKind
    speaker: SourceKind
    country: str | None
    actor: str | None
    named: bool

    @property
    def acts(self) -> bool:
        """Whether it can do something itself: documents only speak."""
        return self.speaker is not SourceKind.DOCUMENT

    def participant(self) -> Participant:
        """The party as a participant of a claim."""
        return Participant(self.span.exact, self.name, self.country, self.kind, self.span)

    def source(self, cue: Span | None = None) -> Source:
        """The party as a link of a chain of sources."""
        return Source(self.span.exact, self.name, self.speaker, self.country, self.span, cue)


class Cast:
    """The parties of one report. `speaker_at` may be set to a function that names the speaker at a token."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.speaker_at: Callable[[int], str | None] | None = None
        self._scene = Scene(text)
        Pass(self._scene).run()

    # -- asking ----------------------------------------------------------------------------------------------------

    def parties(self, head: Token, *, apart_from: Collection[str] = ()) -> tuple[Party, ...]:
        """Whom a noun, name, pronoun, possessive or demonym stands for; () when that is no actor.

        A collective ("both countries") gives its members, each with the same span. `apart_from` are names that the
        mention may not resolve to.
        """
        mention = self._mention(head, apart_from)
        if mention is None:
            return ()
        span = self.text.span(mention.first, mention.last)
        return tuple(self._party(f, mention, span) for f in mention.figures)

    def place(self, head: Token) -> Place | None:
        """The place that a noun phrase names; None when it names none."""
        return place(self._scene, head)

    def noun(self, token: Token) -> Noun | None:
        """What the codebook knows of a noun in the text, longest phrase first; None for other words."""
        return self._scene.page.noun(token.i)

    def _party(self, figure: Figure, mention: Mention, span: Span) -> Party:
        return Party(
            span,
            mention.first,
            mention.last,
            figure.name,
            figure.kind,
            figure.speaker,
            figure.country,
            figure.actor,
            figure.named,
        )

    def _mention(self, head: Token, apart_from: Collection[str]) -> Mention | None:
        scene = self._scene
        lower = head.lower_ if head.text not in _STATES_LIKE_PRONOUNS else ""
        if lower in pronouns.WE or lower in pronouns.I:
            return self._first_person(head)
        if lower in pronouns.ALL and apart_from:
            figures = pronouns.resolve(scene, head, apart_from=apart_from)
            return Mention(head.i, head.i, head.i + 1, figures, Form.PRONOUN, 1) if figures else None
        if head.tag_ in ("WP", "WDT", "WP$"):
            return self._relative(head, apart_from)
        found = scene.at.get(head.i)
        if found is None and lower in _PARTITIVE:
            return self._partitive(head, apart_from)
        if found is None or all(f.place for f in found.figures):
            return None
        if apart_from and found.anaphoric and any(f.name in apart_from for f in found.figures):
            return self._other(found, apart_from)
        return found

    def _other(self, mention: Mention, apart_from: Collection[str]) -> Mention | None:
        """A definite description read again, as another figure of the same sort; None where there is none."""
        meant = mention.figures[0]

        def alike(figure: Figure) -> bool:
            same = figure.kind is meant.kind and figure.human == meant.human and figure.plural == meant.plural
            return same and figure.speaker is meant.speaker and not figure.place

        found = pronouns.look_back(self._scene, mention.head, alike, apart_from=apart_from)
        return replace(mention, figures=(found,)) if found is not None else None

    def _relative(self, head: Token, apart_from: Collection[str]) -> Mention | None:
        """For "who", "which", "whose": the noun that the relative clause hangs on."""
        for above in ancestors(head):
            if above.dep_ == "relcl" and above.head != above:
                return self._mention(above.head, apart_from)
        return None

    def _partitive(self, head: Token, apart_from: Collection[str]) -> Mention | None:
        """For "one of them", "two of the brokers": the whole stands for the part."""
        for prep in head.children:
            if prep.lower_ == "of":
                for obj in prep.children:
                    whole = self._mention(obj, apart_from)
                    if whole is not None:
                        return Mention(
                            head.i, head.i, max(whole.last, obj.i + 1), whole.figures, whole.form, whole.rank
                        )
        return None

    def _first_person(self, head: Token) -> Mention | None:
        scene = self._scene
        said = self.speaker_at(head.i) if self.speaker_at is not None else None
        figure = next((f for f in scene.figures if f.name == said), None) if said else pronouns.speaker(scene, head.i)
        if figure is None:
            figure = scene.home()
        if figure is None:
            return None
        if head.lower_ in pronouns.WE and figure.country and figure.kind in _SPEAK_FOR_STATE:
            figure = scene.state_figure(figure.country) or figure
        return Mention(head.i, head.i, head.i + 1, (figure,), Form.PRONOUN, 1)

    # -- lists -----------------------------------------------------------------------------------------------------

    @property
    def actors(self) -> tuple[ActorMention, ...]:
        """Every actor named or described, in text order."""
        found: dict[tuple[int, int], ActorMention] = {}
        for mention in self._scene.mentions:
            for figure in mention.figures:
                if figure.place or figure.speaker is SourceKind.DOCUMENT:
                    continue
                span = self.text.span(mention.first, mention.last)
                found.setdefault(
                    (span.start, span.end),
                    ActorMention(span, figure.name, figure.kind, figure.country, figure.actor, figure.named),
                )
        return tuple(found[key] for key in sorted(found))

    @property
    def offices(self) -> tuple[OfficeMention, ...]:
        """Every office that a title at a name gives a person, in text order."""
        return offices(self._scene)

    @property
    def places(self) -> tuple[PlaceMention, ...]:
        """Every place named, in text order, with the region that the text gives it."""
        return placed(self._scene)


def cast(text: Text) -> Cast:
    """Find out who is who in a text."""
    return Cast(text)
