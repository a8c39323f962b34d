import sys
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.bar import Bar
from onrecord.cli.screen import Screen, one_line, safe


@given(st.text(st.characters(codec=None)))
def test_safe_text_keeps_its_length_and_holds_no_control(text):
    shown = safe(text)
    assert len(shown) == len(text)
    assert not [c for c in shown if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000)]
    assert "\n" not in one_line(text)
    shown.encode()


def test_a_screen_that_is_no_terminal_keeps_lines_whole():
    stream = StringIO()
    Screen(stream).line("word " * 100, first="  ", rest="  ")
    assert stream.getvalue().count("\n") == 1


def test_the_bar_shows_late_and_makes_room(monkeypatch):
    class Terminal(StringIO):
        def isatty(self):
            return True

    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal)
    with Bar(100, after=0.0) as bar:
        bar._timer.join()
        bar.advance(50)
        with bar.aside():
            told = len(terminal.getvalue())
            assert told
    assert "1 reports" in terminal.getvalue() or "reports" in terminal.getvalue()


@pytest.mark.parametrize("after", [0.0])
def test_no_bar_in_a_pipe(monkeypatch, after):
    stream = StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    with Bar(100, after=after) as bar:
        bar.advance(50)
    assert stream.getvalue() == ""
