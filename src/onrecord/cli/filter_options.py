"""The options that say which claims or reports to list, shared by the verbs that list them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from onrecord.cli.options import day
from onrecord.ledger.filters import ClaimFilter, Order, ReportFilter
from onrecord.model.claim import Act, Kind
from onrecord.model.decision import STANDING, Origin
from onrecord.model.source import SourceKind
from onrecord.model.status import Certainty, Polarity, Stage, Stance

ActsOption = Annotated[list[Act] | None, typer.Option("--act", help="The act; may be given again.")]
KindsOption = Annotated[list[Kind] | None, typer.Option("--kind", help="What it is about; may be given again.")]
StagesOption = Annotated[list[Stage] | None, typer.Option("--stage", help="The stage; may be given again.")]
CertaintiesOption = Annotated[list[Certainty] | None, typer.Option("--certainty", help="How sure; again too.")]
StancesOption = Annotated[
    list[Stance] | None, typer.Option("--stance", help="What the source does with it; again too.")
]
PolarityOption = Annotated[Polarity | None, typer.Option("--polarity", help="Said to be so, or not.")]
FactOption = Annotated[bool | None, typer.Option("--fact/--no-fact", help="Told as a fact, or not.")]
AgentOption = Annotated[str, typer.Option("--agent", metavar="NAME", help="The doer, by words of the name.")]
RecipientOption = Annotated[str, typer.Option("--recipient", metavar="NAME", help="The other side, likewise.")]
PartyOption = Annotated[str, typer.Option("--party", metavar="NAME", help="Either side.")]
CountryOption = Annotated[str, typer.Option("--country", metavar="CODE", help="A party's or place's country: UKR.")]
SourceOption = Annotated[str, typer.Option("--source", metavar="NAME", help="Somebody in the chain of sources.")]
SourceKindsOption = Annotated[
    list[SourceKind] | None, typer.Option("--source-kind", help="A source's kind; again too.")
]
OutletsOption = Annotated[list[str] | None, typer.Option("--outlet", metavar="NAME", help="The outlet; again too.")]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Published on that day or later.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Published on that day or before.")]
HappenedSinceOption = Annotated[
    str | None, typer.Option("--when-since", metavar="DATE", help="The act's own period reaches that day or later.")
]
HappenedUntilOption = Annotated[
    str | None, typer.Option("--when-until", metavar="DATE", help="The act's own period begins by that day.")
]
ReportsOption = Annotated[
    list[str] | None, typer.Option("--report", metavar="REPORT", help="Of that report; again too.")
]
ReviewedOption = Annotated[
    bool | None, typer.Option("--reviewed/--not-reviewed", help="Decided on by a person, or not.")
]
CompleteOption = Annotated[
    bool | None, typer.Option("--complete/--not-complete", help="Marked complete by a person, or not.")
]
OriginsOption = Annotated[
    list[Origin] | None, typer.Option("--origin", help="Who answers for it; rejected ones only so. Again too.")
]
VersionsOption = Annotated[bool, typer.Option("--all-versions", help="With older versions of reports.")]
SearchOption = Annotated[
    str,
    typer.Option("--search", metavar="WORDS", help='Words, "phrases" and beginnings* to find in text and evidence.'),
]
OrderOption = Annotated[Order, typer.Option("--order", help="Which come first.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimOptions:
    """Which claims to list, as a person says it."""

    act: ActsOption = None
    agent: AgentOption = ""
    recipient: RecipientOption = ""
    party: PartyOption = ""
    country: CountryOption = ""
    kind: KindsOption = None
    stage: StagesOption = None
    certainty: CertaintiesOption = None
    stance: StancesOption = None
    polarity: PolarityOption = None
    fact: FactOption = None
    source: SourceOption = ""
    source_kind: SourceKindsOption = None
    outlet: OutletsOption = None
    since: SinceOption = None
    until: UntilOption = None
    when_since: HappenedSinceOption = None
    when_until: HappenedUntilOption = None
    report: ReportsOption = None
    reviewed: ReviewedOption = None
    origin: OriginsOption = None
    all_versions: VersionsOption = False

    def where(self) -> ClaimFilter:
        """The filter; wrong usage where a date is none."""
        return ClaimFilter(
            acts=tuple(self.act or ()),
            kinds=tuple(self.kind or ()),
            stages=tuple(self.stage or ()),
            certainties=tuple(self.certainty or ()),
            stances=tuple(self.stance or ()),
            polarity=self.polarity,
            fact=self.fact,
            agent=self.agent,
            recipient=self.recipient,
            party=self.party,
            country=self.country.strip().upper(),
            source=self.source,
            source_kinds=tuple(self.source_kind or ()),
            outlets=tuple(self.outlet or ()),
            published_from=day(self.since),
            published_to=day(self.until),
            when_from=day(self.when_since),
            when_to=day(self.when_until),
            reports=tuple(self.report or ()),
            reviewed=self.reviewed,
            origins=tuple(self.origin or STANDING),
            all_versions=self.all_versions,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """Which reports to list, as a person says it."""

    outlet: OutletsOption = None
    since: SinceOption = None
    until: UntilOption = None
    reviewed: ReviewedOption = None
    complete: CompleteOption = None
    all_versions: VersionsOption = False

    def where(self) -> ReportFilter:
        """The filter; wrong usage where a date is none."""
        return ReportFilter(
            outlets=tuple(self.outlet or ()),
            published_from=day(self.since),
            published_to=day(self.until),
            reviewed=self.reviewed,
            complete=self.complete,
            all_versions=self.all_versions,
        )
