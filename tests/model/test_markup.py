"""A claim as HTML."""

from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.claim import Act, Claim
from onrecord.model.evidence import Span
from onrecord.model.markup import claim_html, evidence_html
from onrecord.model.status import Stage, Status

TAGS = {"div", "p", "blockquote", "bdi", "b", "u", "small"}


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.text = [], []

    def handle_starttag(self, tag, attrs):
        self.found.append(tag)

    def handle_data(self, data):
        self.text.append(data)


def parsed(page):
    parser = Tags()
    parser.feed(page)
    parser.close()
    return parser


def visit(text, start, end, **more):
    return Claim("c1", Act.VISIT, None, Span.of(text, start, end), Span.of(text, 0, len(text)), Status(**more))


def test_a_notebook_shows_a_claim_by_its_evidence():
    claim = visit("They arrived <b>&</b> left.", 5, 12)
    page = claim._repr_html_()
    assert "They <b><u>arrived</u></b> &lt;b&gt;&amp;&lt;/b&gt; left." in page
    assert 'data-fact="yes"' in page
    assert claim_html(claim, outlet="<script>", note="<i>") not in ("", page)
    assert "<script>" not in claim_html(claim, outlet="<script>", note="<i>")


def test_what_is_no_fact_is_not_shown_as_one():
    page = claim_html(visit("They will arrive.", 10, 16, stage=Stage.PLANNED))
    assert 'data-fact="no"' in page
    assert "not a fact" in page


@given(before=st.text(max_size=20), word=st.text(min_size=1, max_size=8), after=st.text(max_size=20))
def test_no_text_becomes_markup(before, word, after):
    text = before + word + after
    claim = visit(text, len(before), len(before) + len(word))
    assert set(parsed(claim_html(claim, outlet=text)).found) <= TAGS
    assert parsed(evidence_html(claim)).found == ["b", "u"]
    assert parsed(claim_html(replace(claim, status=Status(stage=Stage.PLANNED)))).found
