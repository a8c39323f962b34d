"""Words found in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.desk.words import nearest, places, trigger
from onrecord.errors import InputError
from onrecord.model.evidence import Span

TEXT = "Arms went out. ARMS came in. The army's arms (old arms) stayed."


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        ("Arms", [0]),
        ("arms", [40, 50]),
        ("aRms", [0, 15, 40, 50]),
        ("arm", [33, 40, 50]),
        ("(old", [45]),
        ("no", []),
        (" ", []),
    ],
)
def test_places(words, starts):
    assert [span.start for span in places(TEXT, words)] == starts


def test_the_nearest_place_is_meant():
    assert nearest(places(TEXT, "arms"), Span.of(TEXT, 55, 61)).start == 50


def test_a_trigger_that_stands_more_than_once_must_be_told():
    assert trigger(TEXT, "stayed").exact == "stayed"
    assert trigger(TEXT, "arms", nth=2).start == 50
    with pytest.raises(InputError, match=r"stands 2 times in the text; say which with --nth: 1 “… .*”; 2 “"):
        trigger(TEXT, "arms")
    with pytest.raises(InputError, match="no number 3"):
        trigger(TEXT, "arms", nth=3)
    with pytest.raises(InputError, match="not in the text"):
        trigger(TEXT, "ships")


@given(text=st.text(max_size=60), data=st.data())
def test_every_place_is_exact(text, data):
    words = data.draw(st.sampled_from([text[:3], text[2:7], "(", "[a", "\\", "İ", "\0"]))
    for span in places(text, words):
        assert span.stands_in(text)
