"""What the reader sees in a report, for filling in what a person leaves open. Read once, when first asked for."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.model.claim import Act
from onrecord.model.evidence import Span
from onrecord.model.mention import Mentions, Reading
from onrecord.model.report import Report, is_english
from onrecord.model.source import Chain
from onrecord.model.status import Stage, Status

if TYPE_CHECKING:
    from onrecord.reading.text import Text


_END = re.compile(r"(?<!\b\w)[.!?…](?=\s)|[。！？]|\n")
"""Where a sentence ends, in most scripts, for texts that are not read; an initial ("M.") ends none."""


def _plain_sentence(text: str, span: Span) -> Span:
    ends = [hit.end() for hit in _END.finditer(text)]
    start = max((end for end in ends if end <= span.start), default=0)
    end = min((end for end in ends if end >= span.end), default=len(text))
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span.of(text, start, end)


class Sight:
    """A report through the reader's eyes: its reading, its sentences, the status and sources of any words."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.reads = is_english(report.language)

    @cached_property
    def reading(self) -> Reading:
        """All that is found in the text; nothing in a language that is not read."""
        if not self.reads:
            return Reading(self.report, (), Mentions())
        from onrecord.reading.read import read

        return read(self.report)

    @cached_property
    def _text(self) -> Text:
        from onrecord.reading.text import parse

        return parse(self.report)

    def sentence(self, span: Span) -> Span:
        """The sentence that holds a span, or the sentences from its first to its last character."""
        if not self.reads:
            return _plain_sentence(self.report.text, span)
        first, last = self._text.tokens_of(span)
        begin = self._text.sentence(self._text.doc[first])
        end = self._text.sentence(self._text.doc[last - 1])
        return Span.of(self.report.text, min(begin.start, span.start), max(end.end, span.end))

    def status(self, act: Act, trigger: Span) -> Status:
        """The status that the text gives an act told by the words of `trigger`; the plainest where it is not read."""
        if not self.reads:
            return Status(stage=Stage.STANDING) if act is Act.HOLD else Status()
        from onrecord.reading.seed import Seed
        from onrecord.reading.status import status

        first, last = self._text.tokens_of(trigger)
        return status(self._text, Seed(act, self._text.doc[first:last].root, first, last))

    def sources(self, trigger: Span) -> Chain:
        """The chain of sources whose words `trigger` stands in; empty for the outlet's own."""
        holding = [
            (part.end - part.start, number)
            for number, one in enumerate(self.reading.mentions.attributions)
            for part in one.content
            if part.start <= trigger.start and trigger.end <= part.end
        ]
        if not holding:
            return ()
        return self.reading.mentions.attributions[min(holding)[1]].sources
