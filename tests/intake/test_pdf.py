import pytest

from onrecord.errors import InputError
from onrecord.intake.pdf import PAGES, read_pdf

BODY = [
    "Norway handed over two patrol launches to the navy of Kenya on Friday, the",
    "defence ministry in Oslo said. The launches were promised in a meet-",
    "ing held in May.",
    "The list of what has been delivered:",
    "- 2 patrol launches",
    "- 40 life rafts",
    "Kenya had asked for them after three boats were lost off the coast in April,",
    "the ministry said.",
]


def test_lines_become_paragraphs_and_lists_stay_lists(make_paper):
    found = read_pdf(make_paper([BODY], title="Launches"))
    assert found["title"] == "Launches"
    assert found["text"] == (
        "Norway handed over two patrol launches to the navy of Kenya on Friday, the defence ministry in Oslo said. "
        "The launches were promised in a meeting held in May.\n\n"
        "The list of what has been delivered:\n- 2 patrol launches\n- 40 life rafts\n\n"
        "Kenya had asked for them after three boats were lost off the coast in April, the ministry said."
    )


def test_running_heads_and_page_numbers_are_left_out(make_paper):
    pages = [["Ministry of Defence - Report", *BODY[:3], f"Page {number}"] for number in range(1, 201)]
    text = read_pdf(make_paper(pages))["text"]
    assert text.count("two patrol launches") == 200
    assert "Ministry of Defence - Report" not in text
    assert "Page 7" not in text


@pytest.mark.parametrize(
    ("pages", "why"), [([[]], "no text in the PDF"), ([["x"]] * (PAGES + 1), "1,001 pages")], ids=["scan", "long"]
)
def test_what_cannot_be_read_is_told(make_paper, pages, why):
    with pytest.raises(InputError, match=why):
        read_pdf(make_paper(pages))


def test_damaged_papers_give_text_or_a_line(make_paper):
    whole = make_paper([BODY] * 3)
    for cut in range(0, len(whole), 97):
        try:
            found = str(read_pdf(whole[:cut])["text"])
        except InputError as error:
            found = str(error)
        assert "PDF" in found or "patrol launches" in found
