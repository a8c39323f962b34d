"""A view of the ledger as an address: its parameters are named as in the library and on the command line."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field, model_validator

from onrecord.ledger.filters import ClaimFilter, Order
from onrecord.model.claim import Act, Kind
from onrecord.model.decision import STANDING, Origin
from onrecord.model.source import SourceKind
from onrecord.model.status import Certainty, Polarity, Stage, Stance

MOST = 1000
"""Rows given at once."""

type Value = str | list[str]


def given(sent: object) -> object:
    """The fields of a form without the empty ones: an empty field is none."""
    if not isinstance(sent, dict):
        return sent
    kept: dict[object, object] = {}
    for name, value in sent.items():
        full = [one for one in value if one != ""] if isinstance(value, list) else value
        if full not in ("", [], None):
            kept[name] = full
    return kept


def told(query: BaseModel) -> dict[str, Value]:
    """What of a query is not as it is by default, as it stands in an address."""
    plain = query.model_dump(mode="json", exclude_defaults=True)
    return {name: _told(value) for name, value in plain.items()}


class ClaimQuery(BaseModel):
    """Which claims, in which order: what may stand in an address of the ledger or of the API. All may be left out."""

    model_config = ConfigDict(extra="ignore")

    search: Annotated[str, Field(description='Words, "phrases" and beginnings* in evidence, text and title.')] = ""
    act: list[Act] = []
    agent: Annotated[str, Field(description="The doer, by words of the name; in double quotes the whole name.")] = ""
    recipient: Annotated[str, Field(description="The other side, likewise.")] = ""
    party: Annotated[str, Field(description="Either side, likewise.")] = ""
    country: Annotated[str, Field(description="A party's or place's country, ISO 3166 alpha-3.", max_length=3)] = ""
    kind: list[Kind] = []
    stage: list[Stage] = []
    certainty: list[Certainty] = []
    stance: list[Stance] = []
    polarity: Polarity | None = None
    fact: Annotated[bool | None, Field(description="Told as a fact, or not.")] = None
    source: Annotated[str, Field(description="Somebody in the chain of sources.")] = ""
    source_kind: list[SourceKind] = []
    outlet: list[str] = []
    since: Annotated[date | None, Field(description="Published on that day or later.")] = None
    until: Annotated[date | None, Field(description="Published on that day or before.")] = None
    when_since: Annotated[date | None, Field(description="The act's own period reaches that day or later.")] = None
    when_until: Annotated[date | None, Field(description="The act's own period begins by that day.")] = None
    report: list[str] = []
    reviewed: Annotated[bool | None, Field(description="Decided on by a person, or not.")] = None
    complete: Annotated[bool | None, Field(description="Of reports marked complete, or not.")] = None
    origin: Annotated[list[Origin], Field(description="Who answers for it; rejected ones only so.")] = []
    all_versions: Annotated[bool, Field(description="With older versions of reports.")] = False
    order: Order = Order.NEWEST

    without_empty = model_validator(mode="before")(given)

    def where(self) -> ClaimFilter:
        """The filter."""
        return ClaimFilter(
            acts=tuple(self.act),
            kinds=tuple(self.kind),
            stages=tuple(self.stage),
            certainties=tuple(self.certainty),
            stances=tuple(self.stance),
            polarity=self.polarity,
            fact=self.fact,
            agent=self.agent,
            recipient=self.recipient,
            party=self.party,
            country=self.country.strip().upper(),
            source=self.source,
            source_kinds=tuple(self.source_kind),
            outlets=tuple(self.outlet),
            published_from=self.since,
            published_to=self.until,
            when_from=self.when_since,
            when_to=self.when_until,
            reports=tuple(self.report),
            reviewed=self.reviewed,
            complete=self.complete,
            origins=tuple(self.origin) or STANDING,
            all_versions=self.all_versions,
        )

    def told(self) -> dict[str, Value]:
        """What is not as it is by default, as it stands in an address."""
        return told(self)


class ClaimPage(ClaimQuery):
    """A page of such claims."""

    limit: Annotated[int, Field(ge=1, le=MOST, description="Rows of a page.")] = 50
    offset: Annotated[int, Field(ge=0, description="Rows left out before it.")] = 0


def address(path: str, values: dict[str, Value]) -> str:
    """The address of a view."""
    return f"{path}?{urlencode(values, doseq=True)}" if values else path


def changed(view: dict[str, Value], **values: Value) -> dict[str, Value]:
    """A view with other values, from its first row; an empty value takes a parameter out."""
    kept = {name: value for name, value in view.items() if name not in {"offset", *values}}
    return kept | {name: value for name, value in values.items() if value}


def _told(value: object) -> Value:
    if isinstance(value, list):
        return [str(one) for one in value]
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
