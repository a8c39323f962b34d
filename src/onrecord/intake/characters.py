"""From bytes to text: UTF-8, or another Unicode form that says so itself; nothing is guessed.

Invariant: apart from a byte order mark, every character of the input stands in the text, line ends included.
"""

from __future__ import annotations

import codecs
import re

from onrecord.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; the four-byte ones first, because the little-endian one begins with the two-byte one."""

_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
"""Bytes of a page in which its `meta charset` is looked for."""


def decode(data: bytes) -> str:
    """The text of `data`; raises `InputError` where it is not Unicode."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding)
    return _decode(data, "utf-8")


def decode_page(data: bytes, *, charset: str = "") -> str:
    """The text of a page: UTF-8, else the encoding that its server (`charset`) or the page itself declares.

    Raises `InputError`.
    """
    try:
        return decode(data)
    except InputError:
        declared = _DECLARED.search(data[:_HEAD])
        names = [charset] if charset else []
        names += [declared.group(1).decode("ascii")] if declared is not None else []
        if not names:
            raise
    for name in names:
        try:
            return data.decode(name)
        except (LookupError, UnicodeError):
            continue
    raise InputError(f"not in the encoding {names[-1][:40]} that the page declares; save it as UTF-8")


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"not {encoding.upper()} text (byte 0x{data[error.start]:02x} at {error.start}); save it as UTF-8"
        ) from error
