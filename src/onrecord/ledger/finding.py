"""From filters and words to the numbers of entries and reports, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, or_, select

from onrecord.errors import SearchError
from onrecord.ledger import codec, schema, sqlite
from onrecord.ledger.filters import ClaimFilter, Order, ReportFilter
from onrecord.ledger.names import fold
from onrecord.model.decision import Origin, Verb

type Condition = ColumnElement[bool]

_entry, _party, _voice, _report = schema.entry, schema.party, schema.voice, schema.report
_COUNTRY = re.compile(r"[A-Z]{3}")
_TERM = re.compile(r'"([^"]*)"|(\S+)')


def query_of(search: str) -> str:
    """A search in FTS5's own language: words, "phrases" and beginnings*, all of which must be there.

    Raises `SearchError` where there is no letter or figure to search for.
    """
    terms = []
    for phrase, word in _TERM.findall(search.replace("\0", " ")):
        plain = (phrase or word).replace('"', " ").strip()
        star = "*" if not phrase and plain.endswith("*") else ""
        if any(char.isalnum() for char in plain):
            terms.append(f'"{plain.rstrip("*")}"{star}')
    if not terms or any("\ud800" <= char <= "\udfff" for char in search):
        raise SearchError(f"nothing to search for in {search[:80]!a}; give words")
    return " ".join(terms)


def entries(
    connection: Connection, where: ClaimFilter, *, search: str, order: Order, limit: int, offset: int
) -> list[int]:
    """The numbers of entries found, in order; with a search those with the words in their evidence first."""
    wanted = and_(True, *conditions(where))
    if not search:
        return _page(connection, wanted, order, limit=limit, offset=offset)
    inside, beside = _found(query_of(search))
    first = _page(connection, wanted & inside, order, limit=limit, offset=offset)
    if len(first) == limit:
        return first
    before = len(first) + offset if first else _count(connection, wanted & inside)
    rest = _page(connection, wanted & beside, order, limit=limit - len(first), offset=max(0, offset - before))
    return first + rest


def count(connection: Connection, where: ClaimFilter, *, search: str) -> int:
    """How many entries there are to find."""
    wanted = and_(True, *conditions(where))
    if not search:
        return _count(connection, wanted)
    inside, beside = _found(query_of(search))
    return _count(connection, wanted & inside) + _count(connection, wanted & beside)


def numbers(connection: Connection, where: ClaimFilter, *, search: str) -> list[int]:
    """The numbers of all entries to find, in no order."""
    wanted = and_(True, *conditions(where))
    if search:
        inside, beside = _found(query_of(search))
        wanted &= inside | beside
    return list(connection.execute(select(_entry.c.no).where(wanted)).scalars())


def _found(words: str) -> tuple[Condition, Condition]:
    """Entries with the words in their evidence; entries of reports that have them, but elsewhere."""
    inside = _entry.c.no.in_(sqlite.matching_entries(words))
    return inside, _entry.c.report.in_(sqlite.matching_reports(words)) & ~inside


def _page(connection: Connection, wanted: Condition, order: Order, *, limit: int, offset: int) -> list[int]:
    query = select(_entry.c.no).where(wanted).order_by(*order_of(order)).limit(limit).offset(offset)
    return list(connection.execute(query).scalars())


def _count(connection: Connection, wanted: Condition) -> int:
    return connection.execute(select(func.count()).select_from(_entry).where(wanted)).scalar() or 0


def order_of(order: Order) -> list[ColumnElement[object]]:
    """What entries are ordered by."""
    newest = [_entry.c.published.desc(), _entry.c.report.desc(), _entry.c.position]
    if order is Order.OLDEST:
        return [_entry.c.published, _entry.c.report, _entry.c.position]
    if order is Order.HAPPENED:
        return [_entry.c.starts.is_(None), _entry.c.starts, *newest]
    if order is Order.KEPT:
        return [_entry.c.report.desc(), _entry.c.position]
    return newest


def conditions(where: ClaimFilter) -> Iterator[Condition]:
    """What must hold of an entry's row."""
    for column, values in (
        (_entry.c.act, where.acts),
        (_entry.c.kind, where.kinds),
        (_entry.c.stage, where.stages),
        (_entry.c.certainty, where.certainties),
        (_entry.c.stance, where.stances),
    ):
        if values:
            yield column.in_([value.value for value in values])
    if where.polarity is not None:
        yield _entry.c.polarity == where.polarity.value
    if where.fact is not None:
        yield _entry.c.fact == int(where.fact)
    if where.reviewed is not None:
        machine = _entry.c.origin == Origin.MACHINE.value
        yield ~machine if where.reviewed else machine
    if set(where.origins) != set(Origin):
        yield _entry.c.origin.in_([origin.value for origin in where.origins])
    if where.outlets:
        yield _entry.c.outlet.in_([fold(outlet) for outlet in where.outlets])
    yield from _days(_entry.c.published, where.published_from, where.published_to)
    yield from _period(where)
    yield from _parties(where)
    yield from _voices(where)
    yield from _reports(where)
    if where.complete is not None:
        done = _entry.c.report.in_(_completed())
        yield done if where.complete else ~done
    if where.doer is not None:
        named = _entry.c.no.in_(select(_party.c.entry).where(_party.c.role == "agent"))
        yield named if where.doer else ~named


def _completed() -> Select[int]:
    """The reports that somebody has marked complete."""
    table = schema.decision
    undone = select(table.c.undoes).where(table.c.undoes.is_not(None))
    return select(table.c.report).where(table.c.verb == Verb.COMPLETE.value, table.c.number.not_in(undone))


def _days(column: ColumnElement[str], first: date | None, last: date | None) -> Iterator[Condition]:
    if first is not None:
        yield column >= first.isoformat()
    if last is not None:
        yield column <= last.isoformat()


def _period(where: ClaimFilter) -> Iterator[Condition]:
    """A claim's period shares a day with the interval; an open end reaches for ever, no period nowhere."""
    starts, ends = _entry.c.starts, _entry.c.ends
    if where.when_from is not None or where.when_to is not None:
        yield starts.is_not(None) | ends.is_not(None)
    if where.when_from is not None:
        yield ends.is_(None) | (ends >= codec.day(where.when_from))
    if where.when_to is not None:
        yield starts.is_(None) | (starts <= codec.day(where.when_to))


def _parties(where: ClaimFilter) -> Iterator[Condition]:
    for name, roles in (
        (where.agent, ("agent",)),
        (where.recipient, ("recipient",)),
        (where.party, ("agent", "recipient")),
    ):
        if name.strip():
            named = _named(_party.c.name, _party.c.country, name)
            yield _entry.c.no.in_(select(_party.c.entry).where(_party.c.role.in_(roles), named))
    if where.country.strip():
        yield _entry.c.no.in_(select(_party.c.entry).where(_party.c.country == where.country.strip().upper()))


def _voices(where: ClaimFilter) -> Iterator[Condition]:
    if where.source.strip():
        named = _named(_voice.c.name, _voice.c.country, where.source)
        yield _entry.c.no.in_(select(_voice.c.entry).where(named))
    if where.source_kinds:
        kinds = [kind.value for kind in where.source_kinds]
        yield _entry.c.no.in_(select(_voice.c.entry).where(_voice.c.kind.in_(kinds)))


def _named(name: ColumnElement[str], country: ColumnElement[str], wanted: str) -> Condition:
    """The words of a name in a row, or a country's code; in double quotes the whole name."""
    words = fold(wanted)
    whole = wanted.strip()
    if len(whole) > 2 and whole[0] == whole[-1] == '"':
        return name == words
    found: Condition = name.contains(words) if words else false()
    return or_(found, country == wanted.strip()) if _COUNTRY.fullmatch(wanted.strip()) else found


def _reports(where: ClaimFilter) -> Iterator[Condition]:
    if where.reports:
        by_id: Condition = _report.c.id.in_(where.reports)
        by_id = by_id if where.all_versions else by_id & (_report.c.newest == 1)
        yield _entry.c.report.in_(select(_report.c.no).where(_report.c.hash.in_(where.reports) | by_id))
    elif not where.all_versions:
        yield _entry.c.listed == 1


def reports(
    connection: Connection, where: ReportFilter, *, search: str, order: Order, limit: int, offset: int
) -> list[int]:
    """The numbers of reports found, in order."""
    query = select(_report.c.no).where(*_report_conditions(where)).order_by(*_report_order(order))
    if search:
        query = query.where(_report.c.no.in_(sqlite.matching_reports(query_of(search))))
    return list(connection.execute(query.limit(limit).offset(offset)).scalars())


def _report_conditions(where: ReportFilter) -> Iterator[Condition]:
    if where.outlets:
        yield _report.c.outlet_folded.in_([fold(outlet) for outlet in where.outlets])
    yield from _days(_report.c.published, where.published_from, where.published_to)
    if where.reviewed is not None:
        decided = _report.c.no.in_(select(_entry.c.report).where(_entry.c.origin != Origin.MACHINE.value))
        yield decided if where.reviewed else ~decided
    if where.complete is not None:
        done = _report.c.no.in_(_completed())
        yield done if where.complete else ~done
    if not where.all_versions:
        yield _report.c.newest == 1


def _report_order(order: Order) -> Sequence[ColumnElement[object]]:
    if order is Order.OLDEST:
        return [_report.c.published, _report.c.no]
    if order is Order.KEPT:
        return [_report.c.no.desc()]
    return [_report.c.published.desc(), _report.c.no.desc()]
