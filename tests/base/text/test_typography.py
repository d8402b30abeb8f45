"""Prose gets the typography of its language."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drammenworks.base.text.typography import typeset, typeset_runs
from tests.base.text.steady import STEADY
from tests.golden import GoldenCase, read_golden

FIXTURES = Path(__file__).parent / "fixtures"
GOLDEN = [
    pytest.param(lang, case, id=f"{lang} {case}")
    for lang in ("nb", "nn", "en")
    for case in read_golden(FIXTURES / f"typography-{lang}.md")
]
GOLDEN_RUNS = read_golden(FIXTURES / "typography-runs.md")

# fmt: off
PIECES = [
    '"', "'", "-", "--", "---", "...", ".", ",", ":", ";", "!", "?", "(", ")", "/", "\\", "+", "@",
    "://", "www.", ".no", "a", "b", "Å", "é", "og", "n", "age", "1", "2", "12", "000", "2026", "%",
    "§", "kr", "kl.", "nr.", "org.nr.", "tlf.", "NOK", "MVA", "«", "»", "‘", "’", "“", "”", "–",
    "—", "−", "…", "😀", "אב", " ", "\N{NO-BREAK SPACE}", "\n", "e\u0301", "\N{SOFT HYPHEN}",
]
# fmt: on
"""What the rules look for, and what they might trip over."""

PROSE = st.lists(st.sampled_from(PIECES)).map("".join)
LANGUAGES = st.sampled_from(["nb", "nn", "en"])


@pytest.mark.parametrize(("lang", "case"), GOLDEN)
def test_golden(lang: str, case: GoldenCase) -> None:
    """The paragraph of the golden file is typeset as expected."""
    assert case.expected == typeset(case.source, lang=lang)


@pytest.mark.parametrize(("lang", "case"), GOLDEN)
def test_golden_is_final(lang: str, case: GoldenCase) -> None:
    """What is expected is not changed by doing it again."""
    assert case.expected == typeset(case.expected, lang=lang)


def runs_of(line: str) -> list[str | None]:
    """Return the runs that a line of the golden file shows."""
    return [None if run == "□" else run.replace("\N{SYMBOL FOR NEWLINE}", "\n") for run in line.split("¦")]


@pytest.mark.parametrize("case", GOLDEN_RUNS, ids=str)
def test_golden_runs(case: GoldenCase) -> None:
    """The runs of the golden file are typeset as expected."""
    assert runs_of(case.expected) == typeset_runs(runs_of(case.source), lang="nb")


@STEADY
@given(PROSE, LANGUAGES)
@example('a!"--b', "nb")
@example("x\N{SOFT HYPHEN}--www.\\...'", "nn")
def test_idempotent(text: str, lang: str) -> None:
    """Typesetting twice is the same as once."""
    once = typeset(text, lang=lang)
    assert once == typeset(once, lang=lang)


@STEADY
@given(st.text(), LANGUAGES)
def test_idempotent_for_any_text(text: str, lang: str) -> None:
    """So it is for text of any characters."""
    once = typeset(text, lang=lang)
    assert once == typeset(once, lang=lang)


@STEADY
@given(st.lists(st.none() | PROSE), LANGUAGES)
def test_runs_are_the_paragraph_cut_up(runs: list[str | None], lang: str) -> None:
    """Where a paragraph is cut into runs makes no difference to its typography."""
    whole = "".join("\N{OBJECT REPLACEMENT CHARACTER}" if run is None else run for run in runs)
    result = typeset_runs(runs, lang=lang)
    assert [run is None for run in runs] == [run is None for run in result]
    assert typeset(whole, lang=lang) == "".join(
        "\N{OBJECT REPLACEMENT CHARACTER}" if run is None else run for run in result
    )


@STEADY
@given(st.text(alphabet=st.characters(exclude_characters="\"'-.0123456789")), LANGUAGES)
def test_nothing_to_do(text: str, lang: str) -> None:
    """Text without quotation marks, hyphens, full stops and figures is never changed."""
    assert text == typeset(text, lang=lang)


@pytest.mark.parametrize("text", ["", " ", '"', "'", "-", "--", "...", '""', "''", "\n", "😀"])
def test_hardly_anything(text: str) -> None:
    """A paragraph of nothing but a mark or two is no trouble."""
    assert typeset(text, lang="nb") in (text, "…")


def test_no_runs() -> None:
    """A paragraph without runs, or of nothing to touch, comes back as it is."""
    assert typeset_runs([], lang="nb") == []
    assert typeset_runs([None, None], lang="nb") == [None, None]


def test_runs_are_not_changed_in_place() -> None:
    """The caller's list is left alone, and the result is a new one."""
    runs = ['"Hei"', None, "på deg"]
    result = typeset_runs(runs, lang="nb")
    assert runs == ['"Hei"', None, "på deg"]
    assert result == ["«Hei»", None, "på deg"]
    assert typeset_runs(["på deg"], lang="nb") == ["på deg"]


def test_right_to_left_text() -> None:
    """Quotation marks in Hebrew or Arabic follow the same rules."""
    assert typeset('Han sa "שלום" og "مرحبا".', lang="nb") == "Han sa «שלום» og «مرحبا»."


def test_decomposed_letters() -> None:
    """A letter with a combining mark is a letter beside a mark."""
    assert typeset('"cafe\u0301" og cafe\u0301\'s', lang="nb") == "«cafe\u0301» og cafe\u0301’s"


@pytest.mark.parametrize("lang", ["", "no", "sv", "nb-NO"])
def test_unknown_language(lang: str) -> None:
    """A language without typography is refused, also when there is nothing to do."""
    with pytest.raises(ValueError, match="no typography"):
        typeset("", lang=lang)


# fmt: off
UNITS = [
    '"', "'", "\"'", '" ', 'a"', " 'a", ' "a', " '68\"", '😀"', "\u0301'", "-", "a-", "a--b", "1-2 ",
    " -5", "1.1-", "123 ", "123 123 123-", "1 000 ", "§ 3-1 ", "kl. 1 ", "...", "a.b-", "a@b.c ",
]
# fmt: on


@pytest.mark.parametrize("unit", UNITS)
def test_linear_time(unit: str) -> None:
    """Ten times the text takes about ten times as long, not a hundred times."""

    def seconds(length: int) -> float:
        text = unit * (length // len(unit)) + "-2"
        started = time.process_time()
        typeset(text, lang="nb")
        return time.process_time() - started

    # What is quadratic takes several seconds for the long text.
    short, long = (min(seconds(length) for _ in range(3)) for length in (4_000, 40_000))
    assert long < 30 * short + 0.5
