"""A report's text on a page: runs under their claims, each run saying where it begins and which claims it is for.

Invariant: every character of the text is escaped, and stands on the page as one character, so that a script can count
code points from a run's `data-s`.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from onrecord.desk.marking import Marked, Run
from onrecord.ledger.rows import Entry
from onrecord.web.rendering import claim_anchor, plain
from onrecord.web.tones import Tone, tone


def text_html(marked: Marked, entries: Sequence[Entry], *, current: str = "") -> Markup:
    """The runs of a text. Claims are known by their place in `entries` (`data-c`); `current` is the claim in hand."""
    places = {entry.id: number for number, entry in enumerate(entries)}
    tones = {entry.id: tone(entry) for entry in entries}
    return Markup("").join(_run(run, places, tones, current) for run in marked.runs)


def _run(run: Run, places: dict[str, int], tones: dict[str, Tone], current: str) -> Markup:
    if not run.lines:
        return Markup('<span data-s="{}">{}</span>').format(run.start, shown(run.text))
    names = ["run", *(f"l{line.lane}-{tones[line.claim]}" for line in run.lines)]
    if run.triggers:
        names += ["trigger", f"tone-{tones[run.triggers[0]]}"]
    if current in run.claims:
        names.append("is-current")
    if current in run.triggers:
        names.append("is-trigger")
    held = " ".join(str(places[claim]) for claim in run.claims)
    made = Markup('<span class="{}" data-s="{}" data-c="{}">{}</span>').format(
        " ".join(names), run.start, held, shown(run.text)
    )
    return made + Markup("").join(_reference(claim, places[claim], tones[claim]) for claim in run.closes)


def _reference(claim: str, place: int, its_tone: Tone) -> Markup:
    """What leads from the text to the claim beside it."""
    return Markup('<a class="ref tone-{}" id="text-{}" href="#{}" data-c="{}" aria-label="claim {}">{}</a>').format(
        its_tone, claim, claim_anchor(claim), place, claim, claim
    )


def shown(text: str) -> Markup:
    """Text as it stands in a page: escaped, one character for one, line ends as they are."""
    return Markup(str(escape(str(plain(text)))).replace("\r", "&#13;"))  # noqa: S704
