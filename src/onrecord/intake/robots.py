"""Whether a site lets its pages be fetched, as its robots.txt says (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

ROBOTS_BYTES = 512 * 1024
"""As much of a robots.txt as is looked at; the standard asks for at least 500 KiB."""
LONGEST_DELAY = 60.0
"""Seconds between two requests that a site may ask for; more would amount to a refusal."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site allows: all or nothing where its robots.txt says nothing, else what its lines say."""

    lines: RobotFileParser | None
    otherwise: bool

    def allows(self, agent: str, url: str) -> bool:
        """Whether a page may be fetched under a name."""
        return self.otherwise if self.lines is None else self.lines.can_fetch(agent, url)

    def delay(self, agent: str) -> float:
        """Seconds the site wants between two requests; 0 where it does not say."""
        told = self.lines.crawl_delay(agent) if self.lines is not None else None
        try:
            return min(float(told), LONGEST_DELAY) if told is not None else 0.0
        except ValueError:
            return 0.0


def rules(status: int, body: bytes) -> Rules:
    """The rules of a site from the answer to its robots.txt; `status` 0 means that it did not answer.

    A site without the file (4xx) allows all, one that cannot tell at the moment (5xx, no answer) nothing.
    """
    if 200 <= status < 300:
        parser = RobotFileParser()
        parser.parse(body[:ROBOTS_BYTES].decode("utf-8", "replace").lstrip("\ufeff").splitlines())
        return Rules(parser, otherwise=True)
    return Rules(None, otherwise=400 <= status < 500)
