"""Quotations given to their speakers: in the sentence of the cue, after it, over paragraphs, after a colon."""

from __future__ import annotations

from onrecord.codebook.reporting import Frame, Manner
from onrecord.reading.attribution_quotes import whole
from onrecord.reading.attribution_scan import MARKS, Found, Link, Range, Scan, holds
from onrecord.reading.grammar import SUBJECTS, child

_SHORTEST = 3
_BLOCK = 400
"""Most sentences of a statement given without marks after "X said:"."""
_SIDE = frozenset({",", ":", "—", "–"})


def give_quotes(scan: Scan) -> None:
    """Widen contents to the quotations they cut, and find speakers for the quotations that have none."""
    given: dict[int, Found] = {}
    for found in scan.found:
        _widen(scan, found)
        for number in _touched(scan, found):
            known = given.get(number)
            if known is None or found.head not in scan.quote_at:
                given[number] = found
    _colons(scan, given)
    for number in range(len(scan.quotes)):
        if number not in given:
            speaking = _in_sentence(scan, number) or _going_on(scan, number, given) or _bare_colon(scan, number)
            if speaking is not None:
                given[number] = speaking


def _widen(scan: Scan, found: Found) -> None:
    if found.head in scan.quote_at or not found.content:
        return
    wide: list[Range] = []
    for first, last in found.content:
        start, end = whole(scan, first, last)
        if found.head in range(start, end):
            start, end = first, last
        trimmed = scan.trim(start, end)
        if trimmed is not None:
            wide.append(trimmed)
    found.content = wide


def _touched(scan: Scan, found: Found) -> list[int]:
    own = scan.quote_at.get(found.head)
    numbers: dict[int, None] = {}
    for first, last in found.content:
        for i in range(first, last):
            number = scan.quote_at.get(i)
            if number is not None and number != own:
                numbers[number] = None
    return list(numbers)


def _quotes(scan: Scan, found: Found) -> bool:
    verb = scan.cues.get(found.head)
    return verb is not None and Frame.QUOTE in verb.frames and found.manner is Manner.SAYS


def _in_sentence(scan: Scan, number: int) -> Found | None:
    """The cue in the sentence where a quotation begins or ends, outside of it."""
    first, last = scan.quotes[number]
    if last - first < _SHORTEST and not _set_off(scan, first, last):
        return None
    best: Found | None = None
    around = {
        scan.text.sentence_of[j]: None for j in (max(first - 2, 0), first, last - 1, min(last + 1, len(scan.words) - 1))
    }
    for found in [f for sentence in around for f in scan.by_sentence.get(sentence, ())]:
        if not _quotes(scan, found) or found.head in scan.quote_at:
            continue
        start, stop = scan.sentence(found.head)
        if not (start <= first < stop or start <= last - 1 < stop or start == last + 1 or first - 1 == stop):
            continue
        away = first - found.head if found.head < first else found.head - last
        if (
            (not found.content and _near(scan, found, first, last))
            or (found.content and _set_off(scan, first, last) and found.clause != (0, 0))
        ) and (best is None or away < (first - best.head if best.head < first else best.head - last)):
            best = found
    if best is not None:
        best.content = sorted([*best.content, (first, last)])
        best.quoted = True
    return best


def _near(scan: Scan, found: Found, first: int, last: int) -> bool:
    """Whether only the clause of saying stands between a cue and a quotation."""
    between = range(found.head + 1, first) if found.head < first else range(last, found.head)
    if len(between) > 30:
        return False
    return _set_off(scan, first, last) or not any(j in scan.cues for j in between)


def _set_off(scan: Scan, first: int, last: int) -> bool:
    """Whether a mark of its own sets a quotation off: "…," or : "…"."""
    if last > first and scan.words[last - 1] in (",", ".", "?", "!"):
        return True
    if first >= 2 and scan.words[first - 2] in _SIDE:
        return True
    return last + 1 < len(scan.words) and scan.words[last + 1] == ","


def _going_on(scan: Scan, number: int, given: dict[int, Found]) -> Found | None:
    """The speaker of the sentence or paragraph before, who still speaks."""
    first, last = scan.quotes[number]
    start, _ = scan.sentence(first - 1)
    opens = all(scan.words[j] in MARKS or scan.words[j].isspace() for j in range(start, first))
    if not opens:
        return None
    here, stop = scan.paragraph(first)
    before: Found | None = None
    if first - 1 > here:
        before = _last_speaker(scan, here, first - 1)
    elif scan.text.paragraph_of[first] > 0 and _all_quoted(scan, last, stop):
        earlier = scan.text.paragraphs[scan.text.paragraph_of[first] - 1]
        before = _last_speaker(scan, *earlier)
        if before is not None and not any(holds([earlier], scan.quotes[n][0]) and given[n] is before for n in given):
            before = None
    if before is None:
        return None
    made = Found(before.head, before.cue, before.links, [(first, last)], source=before.source, quoted=True)
    made.follows = before.follows or before
    scan.add(made)
    return made


def _all_quoted(scan: Scan, last: int, stop: int) -> bool:
    return all(scan.words[j] in MARKS or scan.words[j].isspace() for j in range(last, stop))


def _last_speaker(scan: Scan, first: int, stop: int) -> Found | None:
    best: Found | None = None
    for found in scan.lately(stop - 1):
        if found.nominal or found.manner is Manner.DENIES or not found.links or found.head in scan.quote_at:
            continue
        at = (
            max([found.head, *(r[1] - 1 for r in found.content if r[1] <= stop)])
            if found.follows is None
            else found.content[-1][1] - 1
        )
        if not (first <= found.head < stop or (found.follows is not None and first <= at < stop)):
            continue
        if best is None or at > _end(best, stop):
            best = found
    return best


def _end(found: Found, stop: int) -> int:
    return max([found.head if found.follows is None else 0, *(r[1] - 1 for r in found.content if r[1] <= stop)])


def _bare_colon(scan: Scan, number: int) -> Found | None:
    """As in "She was blunt: '…'": the subject of the sentence speaks."""
    first, last = scan.quotes[number]
    if first < 3 or scan.words[first - 2] != ":" or last - first < _SHORTEST:
        return None
    start, _ = scan.sentence(first - 2)
    root = next((scan.token(j) for j in range(start, first - 1) if scan.token(j).dep_ == "ROOT"), None)
    verbless = first - start < 14 and not any(scan.tags[j][:2] in ("VB", "MD") for j in range(start, first))
    if root is None and verbless:
        root = next((t for t in map(scan.token, range(start, first - 2)) if not start <= t.head.i < first), None)
    if root is not None and root.tag_[:2] == "NN" and verbless:
        named = Found(
            root.i, (first - 2, first - 1), [Link(root.i, (first - 2, first - 1))], [(first, last)], quoted=True
        )
        named.source = scan.trim(start, first - 2)
        if scan.can_speak(root):
            scan.add(named)
            return named
    subject = child(root, *SUBJECTS) if root is not None else None
    if root is None or subject is None or subject.i > first or not scan.can_speak(subject):
        return None
    cue = (root.i, root.i + 1)
    made = Found(
        root.i, cue, [Link(subject.i, cue)], [(first, last)], quoted=True, source=scan.phrase_range(subject, cue)
    )
    scan.add(made)
    return made


def _colons(scan: Scan, given: dict[int, Found]) -> None:
    """As in "X said:" with the words behind the colon, in the same sentence or as the paragraphs that follow."""
    for found in list(scan.found):
        if found.content or not _quotes(scan, found) or found.head in scan.quote_at:
            continue
        _, stop = scan.sentence(found.head)
        at = next((j for j in range(found.head + 1, stop) if scan.words[j] == ":"), None)
        if at is None:
            continue
        rest = scan.trim(at + 1, stop)
        if rest is not None:
            if rest[0] not in scan.quote_at:
                found.content = [rest]
            continue
        _block(scan, found, at, given)


def _block(scan: Scan, found: Found, colon: int, given: dict[int, Found]) -> None:
    """The paragraphs of a statement after "X said:", up to the next line of that kind."""
    paragraphs = scan.text.paragraphs
    number = scan.text.paragraph_of[colon] + 1
    if number >= len(paragraphs):
        return
    opening = next((j for j in range(*paragraphs[number]) if not scan.words[j].isspace()), paragraphs[number][0])
    if scan.words[opening] in MARKS:
        quote = scan.quote_at.get(opening + 1)
        if quote is not None and quote not in given:
            found.content = [scan.quotes[quote]]
            given[quote] = found
        return
    for first, last in paragraphs[number : number + _BLOCK]:
        kept = scan.trim(first, last)
        if kept is None or scan.words[last - 1] == ":" or _ends_in_colon(scan, first, last):
            break
        found.content.append(kept)


def _ends_in_colon(scan: Scan, first: int, last: int) -> bool:
    end = last - 1
    while end > first and scan.words[end].isspace():
        end -= 1
    return scan.words[end] == ":"
