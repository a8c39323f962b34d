"""The slots of a claim as options, shared by `correct` and `add`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from onrecord.desk.slots import Slots
from onrecord.model.claim import Act, Kind
from onrecord.model.status import Certainty, Flag, Polarity, Stage, Stance

_PARTY = "WORDS, or WORDS = NAME, KIND, COUNTRY. May be given again; an empty one empties the slot."

ActOption = Annotated[Act | None, typer.Option("--act", help="The act.")]
KindOption = Annotated[Kind | None, typer.Option("--kind", help="What it is about.")]
TriggerOption = Annotated[
    str | None, typer.Option("--trigger", metavar="WORDS", help="The words of the text that name the act.")
]
NthOption = Annotated[
    int | None, typer.Option("--nth", min=1, metavar="N", help="Which of several such triggers in the text.")
]
AgentOption = Annotated[list[str] | None, typer.Option("--agent", metavar="WORDS", help=f"The doer: {_PARTY}")]
RecipientOption = Annotated[
    list[str] | None, typer.Option("--recipient", metavar="WORDS", help=f"The other side: {_PARTY}")
]
ItemOption = Annotated[
    list[str] | None, typer.Option("--item", metavar="WORDS", help="WORDS, or WORDS = WHAT, VALUE, UNIT, BOUND.")
]
PlaceOption = Annotated[list[str] | None, typer.Option("--place", metavar="WORDS", help="WORDS, or WORDS = COUNTRY.")]
WhenOption = Annotated[
    str | None, typer.Option("--when", metavar="WORDS", help="WORDS, or WORDS = DAY or DAY..DAY; empty: none.")
]
PolarityOption = Annotated[Polarity | None, typer.Option("--polarity", help="Said to be so, or not.")]
CertaintyOption = Annotated[Certainty | None, typer.Option("--certainty", help="How sure.")]
StageOption = Annotated[Stage | None, typer.Option("--stage", help="How far along.")]
StanceOption = Annotated[Stance | None, typer.Option("--stance", help="What the innermost source does with it.")]
FlagOption = Annotated[
    list[str] | None, typer.Option("--flag", metavar="FLAG", help=f"Any of {', '.join(Flag)}; an empty one: none.")
]
SourceOption = Annotated[
    list[str] | None, typer.Option("--source", metavar="WORDS", help=f"The chain, outermost first: {_PARTY}")
]
AboutOption = Annotated[
    str | None, typer.Option("--about", metavar="CLAIM", help="The claim that this denies or does not confirm.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotOptions:
    """Slots as a person gives them on the command line."""

    act: ActOption = None
    kind: KindOption = None
    trigger: TriggerOption = None
    nth: NthOption = None
    agent: AgentOption = None
    recipient: RecipientOption = None
    item: ItemOption = None
    place: PlaceOption = None
    when: WhenOption = None
    polarity: PolarityOption = None
    certainty: CertaintyOption = None
    stage: StageOption = None
    stance: StanceOption = None
    flag: FlagOption = None
    source: SourceOption = None
    about: AboutOption = None

    def slots(self) -> Slots:
        """The slots; wrong usage where a flag is none."""
        return Slots(
            act=self.act,
            kind=self.kind,
            trigger=self.trigger,
            nth=self.nth,
            agent=_listed(self.agent),
            recipient=_listed(self.recipient),
            items=_listed(self.item),
            place=_listed(self.place),
            when=self.when if self.when is None else self.when.strip(),
            polarity=self.polarity,
            certainty=self.certainty,
            stage=self.stage,
            stance=self.stance,
            flags=_flags(self.flag),
            sources=_listed(self.source),
            about=self.about,
        )


def _listed(given: list[str] | None) -> tuple[str, ...] | None:
    """What is given, without empty ones; None where nothing is."""
    return tuple(one for one in given if one.strip()) if given else None


def _flags(given: list[str] | None) -> tuple[Flag, ...] | None:
    listed = _listed(given)
    if listed is None:
        return None
    for one in listed:
        if one not in list(Flag):
            raise typer.BadParameter(f"{one!r} is no flag; one of {', '.join(Flag)}")
    return tuple(Flag(one) for one in listed)
