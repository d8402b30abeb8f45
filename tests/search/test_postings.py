"""Which pages have a term: in characters that are joined unread."""

from __future__ import annotations

import pytest

from drammenworks.search.page_text import PageText, plain_lines
from drammenworks.search.postings import SiteTooLargeError, divide, invert, merge, number_members
from drammenworks.search.stemming import terms_of
from drammenworks.search.weights import weigh


def test_the_numbers_of_pages_follow_from_which_there_are() -> None:
    """A page that comes or goes renumbers those after it in its drawer, and no others."""
    assert number_members({"c": 0, "a": 0, "b": 3}) == {"a": 0, "c": 1, "b": 768}
    assert number_members({"c": 0, "b": 3}) == {"c": 0, "b": 768}


def test_a_site_may_be_too_large() -> None:
    """It is an error, and no page is lost in silence."""
    with pytest.raises(SiteTooLargeError):
        number_members({str(number): 5 for number in range(257)})


def test_terms_are_kept_with_their_pages_and_weights() -> None:
    """A page of a segment is two characters, and its weight a third."""
    lines = invert(5, [(0, "B=event Bby Chavn"), (65, "Dby")])
    assert lines == {"=": "=event ~FAAB", "by": "by ~FAABBBD", "ha": "havn ~FAAC"}


def test_segments_are_joined_unread() -> None:
    """The pages of a term are those of one segment after those of another."""
    assert merge(["by ~AAAB\nbyer ~AAAB", "by ~BAAC"]) == {"by": "~AAAB~BAAC", "byer": "~AAAB"}


def test_large_files_are_divided_by_the_next_letter() -> None:
    """What is no longer than the prefix is a file of its own."""
    lines = {"mo": "mo 1", "mor": "mor 1", "mot": "mot 1", "motor": "motor 1"}
    assert divide(lines, "mo", 100) == {"mo": "mo 1\nmor 1\nmot 1\nmotor 1"}
    assert divide(lines, "mo", 11) == {"mo": "mo 1", "mor": "mor 1", "mot": "mot 1", "moto": "motor 1"}


def test_a_title_weighs_more_than_a_text() -> None:
    """And more in a short title; a word that is everywhere in a page weighs more than in one place of it."""

    def weights(**texts: str) -> dict[str, int]:
        fields = {"title": "", "summary": "", "body": ""} | texts
        text = PageText(fields["title"], fields["summary"], (), (), fields["body"])
        digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        return {item[1:]: digits.index(item[0]) for item in weigh(text, terms_of("nb")).split(" ")}

    assert weights(title="Havn", summary="Båt", body="Fisk") == {"bat": 6, "fisk": 1, "havn": 40}
    assert weights(title="Havn ved by")["havn"] < 40
    assert weights(body="Fisk fisk fisk")["fisk"] == 3
    assert weights(title="Havn", summary="Havn", body="havn " * 99)["havn"] == 50
    assert weigh(PageText("", "", (), (), ""), terms_of("nb")) == ""


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>Et <em>ord</em>et\ntil</p>", ["Et ordet til"]),
        ('<p>Se <a href="/a">dette</a>.</p><ul><li>Ett</li><li>To</li></ul>', ["Se dette.", "Ett", "To"]),
        ("<table><tr><th>År</th><td>2017</td></tr></table>", ["År", "2017"]),
        ("<p>a &lt;b&gt; &amp;amp; c</p>", ["a <b> &amp; c"]),
        ("<p>linje<br>linje</p>", ["linje", "linje"]),
        ('<h2 id="x">Mål</h2>\n<p></p>', ["Mål"]),
    ],
)
def test_the_text_of_html_is_what_a_reader_sees(html: str, lines: list[str]) -> None:
    """A line for each block; tags within a word do not end it."""
    assert plain_lines(html) == lines
