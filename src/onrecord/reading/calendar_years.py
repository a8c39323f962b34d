"""Readings of years, quarters in short, decades, centuries and fiscal years: from a match to a sketch."""

from __future__ import annotations

from datetime import date

from onrecord.reading.calendar_days import Interval, months_from, unit_at, whole_years
from onrecord.reading.calendar_hit import Hit
from onrecord.reading.calendar_sketch import Frame, Place, Sketch, fixed, recurring, yearly_inside

_GO_ON = frozenset(
    "a and or but to in on at by of from with when after before until that which as for was were is are".split()
)


def quarter_short(hit: Hit) -> Sketch | None:
    """Q4 2026, H1."""
    length = 3 if hit.part("part") == "q" else 6
    number = hit.whole("number") or 0
    if number * length > 12 or not hit.capital("part"):
        return None

    def yearly(year: int) -> Interval | None:
        return months_from(year, length * (number - 1) + 1, length)

    grain = "quarter" if length == 3 else "half"
    year = hit.year()
    if year is not None:
        return Sketch("unit_quarter", grain, fixed(yearly(year) or Interval(None, None)))
    if length == 6:
        return None
    return Sketch("nth", grain, recurring(yearly), inside=yearly_inside(yearly), floating=True)


def decade(hit: Hit) -> Sketch | None:
    """The 1980s, the '90s, the nineties."""
    year = hit.whole("year")
    if year is None:
        short = hit.whole("short")
        if short is None:
            short = hit.calendar.decade_words[hit.part("word")]
        year = 1900 + short
    return Sketch("decade", "decade", fixed(whole_years(year, 10)))


_CENTURIES = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}


def century(hit: Hit) -> Sketch | None:
    """The 19th century."""
    number = hit.whole("number") or _CENTURIES.get(hit.part("word"), 0)
    if not number:
        return None
    return Sketch("century", "range", fixed(unit_at("century", date(number * 100 - 50, 1, 1))))


def years(hit: Hit) -> Sketch | None:
    """2021-23 after a word that licenses a year."""
    first, last = hit.year() or 0, hit.year("year2") or 0
    before, _ = hit.before()
    owned = before in hit.calendar.names["owners"]
    if last < first or not (
        before in hit.calendar.names["links"] or owned or hit.low[hit.match.start() - 1 : hit.match.start()] == "("
    ):
        return None
    return Sketch("years", "range", fixed(Interval(date(first, 1, 1), date(last, 12, 31))))


def year(hit: Hit) -> Sketch | None:
    """A bare year: after a preposition, in brackets, or before a noun that it dates ("a 2019 contract")."""
    number, names = hit.year() or 0, hit.calendar.names
    if not number >= 1700:
        return None
    before, _ = hit.before()
    after, _ = hit.after()
    mark = hit.low[hit.match.start() - 1 : hit.match.start()]
    near = hit.low[max(hit.match.start() - 2, 0) : hit.match.start()]
    weak = before in names["weak_links"] or mark in ("-", "–", "—")
    if after in names["counted"] and before != "in" and not weak:
        return None
    if not (weak or before in names["links"] or mark == "("):
        owned = before in names["owners"] and after.isalpha() and number >= 1800 and near != ". "
        if not owned or after in _GO_ON:
            return None
        return Sketch("year_of", "year", fixed(whole_years(number)))
    if before == "at":
        return None
    return Sketch("year", "year", fixed(whole_years(number)), weak=weak)


def _fiscal_words(hit: Hit) -> tuple[int | None, bool]:
    """First month by the nearest country word of the sentence, and whether its year is named after the end."""
    fiscal = hit.calendar.fiscal
    word = hit.nearest(fiscal.ends | set(fiscal.begin))
    if word is None:
        return None, True
    return fiscal.begin.get(word, fiscal.single), word in fiscal.ends


def fiscal(hit: Hit) -> Sketch | None:
    """Fiscal 2027, the 2023-24 financial year; `count` is the year it is named after."""
    named, second = hit.year() or 0, hit.year("year2")
    begin, ends = _fiscal_words(hit)
    if second is not None:
        if second != named + 1:
            return None
        first, begin = named, begin or hit.calendar.fiscal.double
    else:
        begin = begin or hit.calendar.fiscal.single
        first = named - 1 if ends and begin > 1 else named
    return Sketch("fiscal", "year", fixed(months_from(first, begin, 12)), count=named)


def fiscal_open(hit: Hit) -> Sketch | None:
    """The fiscal year (that begins on ...): by country where no day is told."""
    return Sketch("fiscal_open", "year", fiscal_place(hit, hit.part("which")), floating=True)


def fiscal_place(hit: Hit, which: str) -> Place:
    """Last, this or next fiscal year of the country the sentence names."""
    begin = _fiscal_words(hit)[0] or hit.calendar.fiscal.single
    step = -1 if "last" in which else 1 if which in ("next", "the next", "the coming", "the new") else 0

    def place(frame: Frame) -> Interval | None:
        first = frame.published.year - (1 if frame.published.month < begin else 0) + step
        return months_from(first, begin, 12)

    return place
