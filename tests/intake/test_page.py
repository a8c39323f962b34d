import pytest

from onrecord.errors import InputError
from onrecord.intake.page import read_page

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Launches for the coast guard - Coast Wire</title>
<meta property="og:site_name" content="Coast Wire">
<meta property="article:published_time" content="2025-03-07T23:30:00-05:00">
<script>document.write("Norway invaded the page")</script><style>p { color: red }</style></head>
<body><nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>Launches for the coast guard</h1>
<p>Norway handed over two launches on Friday, the <b>ministry</b>
said.<br>It gave no price.</p>
<p>The package includes:</p>
<ul><li>two launches</li><li>40&nbsp;life <i>vests</i> &amp; ropes</li></ul>
<table><tr><th>Thing</th><th>Count</th></tr><tr><td>Launches</td><td>2</td></tr></table>
<blockquote><p>"They float," the minister told reporters.</p></blockquote>
</article><footer>All rights reserved</footer></body></html>"""


def test_a_page_gives_its_fields():
    found = read_page(PAGE)
    assert found["outlet"] == "Coast Wire"
    assert found["published"] == "2025-03-07"
    assert found["title"] == "Launches for the coast guard"


def test_paragraphs_items_and_rows_are_lines():
    assert read_page(PAGE)["text"] == (
        "Norway handed over two launches on Friday, the ministry said.\nIt gave no price.\n\n"
        "The package includes:\n\n- two launches\n- 40 life vests & ropes\n\n"
        "Thing | Count\nLaunches | 2\n\n"
        '"They float," the minister told reporters.'
    )


def test_a_date_in_the_running_text_is_no_publication_date():
    assert read_page("<html><body><p>The ship left on 3 March 2024, he said.</p></body></html>")["published"] is None


@pytest.mark.parametrize("page", ["", "<html></html>", "<div>" * 50_000, "<script>while(1){}</script>"])
def test_a_page_without_text(page):
    with pytest.raises(InputError, match="no running text"):
        read_page(page)


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("<p>" * 300_000, "more than 200,000 tags"),
        ("<table>" + "<tr><td>a</td></tr>" * 60_000, "more than 200,000 tags"),
        ("<p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">", "more than 5,000 attributes"),
        ("<p " + "a='b c'" * 100_000, "more than 5,000 attributes"),
        ("<div>" * 100_000, "no running text"),
        ("<!--" * 100_000, "no running text"),
    ],
)
def test_pages_made_to_be_slow_are_told_soon(page, why):
    with pytest.raises(InputError, match=why):
        read_page(f"<html><body>{page}<p>Norway handed over two launches on Friday.</p></body></html>")


def test_a_long_picture_within_a_tag_is_no_trouble():
    words = "Norway handed over two launches to Kenya on Friday, and the ministry in Oslo said so."
    page = f"<html><body><p>{words}</p><img src='data:image/png;base64,{'A b ' * 100_000}'><p>{words[::-1]}</p></body></html>"
    assert words in read_page(page)["text"]
