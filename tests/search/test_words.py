"""Words of a text: folded, without endings, and taken apart."""

from __future__ import annotations

import pytest

from drammenworks.search.compounds import find_heads
from drammenworks.search.folding import fold, words
from drammenworks.search.stemming import terms_of


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Årsmøte", "arsmote"),
        ("aarsmoete", "arsmote"),
        ("arsmote", "arsmote"),
        ("ÅRSMØTE", "arsmote"),
        ("A\u030arsmo\u0308te", "arsmote"),
        ("Næring", "naering"),
        ("naering", "naering"),
        ("Gründer", "grunder"),
        ("kafé", "kafe"),
        ("kafe\u0301", "kafe"),
        ("års\u00adrapport", "arsrapport"),
        ("nærings\u200bliv", "naeringsliv"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("ﬁsk", "fisk"),
        ("Ａｂｃ", "abc"),
        ("x²", "x2"),
        ("מִלָּה", "מלה"),
        ("2017", "2017"),
    ],
)
def test_what_is_written_in_several_ways_is_folded_to_one(word: str, folded: str) -> None:
    """Case, accents, invisible characters, and letters that a keyboard has not, make no difference."""
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Å gå på tur", ["gå", "på", "tur"]),
        ("e-post", ["post", "epost"]),
        ("handels- og sentrum", ["handels", "og", "sentrum"]),
        ("2017–2020", ["2017", "2020"]),
        ("kull 2", ["kull", "2"]),
        ("en_to", ["en", "to"]),
        ('"><img onerror=x>', ["img", "onerror"]),
        ("</script>", ["script"]),
        ("🎉🎉 fest👍🏽", ["fest"]),
        ("سلام، דרמן", ["سلام", "דרמן"]),
        ("", []),
        ("- – …", []),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, found: list[str]) -> None:
    """A hyphen joins two words, which are also one; nothing else is part of a word."""
    assert list(words(text)) == found


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("nb", "prosjekt prosjektet prosjekter prosjektene prosjektenes Prosjekt"),
        ("nb", "forening foreninger foreningen foreningene"),
        ("nb", "møte møter møtet møtene mote moete"),
        ("nn", "nyheit nyheita nyheiter nyheitene"),
        ("en", "scheme schemes"),
        ("en", "entrepreneur entrepreneurs"),
    ],
)
def test_the_forms_of_a_word_are_one_term(lang: str, forms: str) -> None:
    """Endings of inflection make no difference."""
    assert len(set(terms_of(lang)(forms))) == 1


def test_stop_words_are_no_terms() -> None:
    """They are on every page; «har» is one, and «hår», which is folded to the same, is none."""
    assert terms_of("nb")("og har hår") == ["har"]


@pytest.mark.parametrize(
    ("site", "heads"),
    [
        ("årsrapport år rapport", {"rapport": ["arsrapport"]}),
        ("næringsforening næring forening", {"forening": ["naeringsforening"]}),
        ("sogneprest sogn prest", {"prest": ["sogneprest"]}),
        ("frokostmøte frokost møte", {"mot": ["frokostmot"]}),
        ("sognepresten presten", {"prest": ["sogneprest"]}),
        ("eksempelklær eksempel", {"kla": ["eksempelkla"]}),
        ("introduksjonssenteret senter introduksjon", {"senter": ["introduksjonssenter"]}),
        ("Drammen prosjekt", {}),
        ("årene rene", {}),
        ("stasjon asjon", {}),
        ("x" * 60 + "rapport rapport", {}),
    ],
)
def test_compounds_are_found_by_what_the_site_has_as_words(site: str, heads: dict[str, list[str]]) -> None:
    """The last part, after one that the site knows as a word, or one long enough to be a word."""
    terms = terms_of("nb")
    found = find_heads(set(terms(site)), terms.stem_end)
    assert {head: found.get(head) for head in heads} == heads
    assert heads or not found


def test_the_parts_of_a_compound_of_three_begin_with_each_but_the_first() -> None:
    """What begins with a part is found by its beginning: «utvikling» finds «næringsutviklingsprosjekt»."""
    terms = terms_of("nb")
    found = find_heads(set(terms("næringsutviklingsprosjekt næring utvikling prosjekt")), terms.stem_end)
    assert {"prosjekt", "utviklingsprosjekt"} <= set(found)
