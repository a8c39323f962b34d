"""The pieces of a picture as SVG text.

Invariant: every text and attribute is escaped here, so that nothing of a report becomes markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

type Attribute = str | int | float


def element(name: str, *inner: str, **attributes: Attribute) -> str:
    """An element; `inner` is SVG already; in names of attributes `_` stands for a dash, and falls off at the end."""
    told = "".join(f' {_named(key)}="{escape(_value(value), quote=True)}"' for key, value in attributes.items())
    return f"<{name}{told}>{''.join(inner)}</{name}>" if inner else f"<{name}{told}/>"


def words(text: str) -> str:
    """Text as it may stand in an element."""
    return escape(text, quote=False)


def picture(name: str, *, title: str, told: str, width: int, height: int, parts: Iterable[str]) -> str:
    """A picture that a screen reader tells by `title` and `told`; `name` must be the only one of its page."""
    return element(
        "svg",
        element("title", words(title), id=f"{name}-title"),
        element("desc", words(told), id=f"{name}-told"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        class_=f"chart chart-{name}",
        role="img",
        aria_labelledby=f"{name}-title {name}-told",
    )


def _named(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: Attribute) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
