"""What looks like Markdown and is not, and what Markdown makes of what is none: told, with what to type."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.content.markdown import parse_markdown
from drammenworks.errors import Finding

H = "\N{NO-BREAK SPACE}"
Z = "\N{ZERO WIDTH SPACE}"


def findings(text: str, *, lang: str = "nb") -> tuple[Finding, ...]:
    return parse_markdown(text, path="x.md", first_line=1, lang=lang)[1]


def told(text: str) -> list[str]:
    """Return the line and code of each finding."""
    return [f"{found.location.line} {found.code}" for found in findings(text)]


def html(text: str) -> str:
    return "".join(map(str, parse_markdown(text, path="x.md", first_line=1, lang="nb")[0].chunks))


def typed(found: Finding) -> str:
    """Return what a hint says to type: the last quotation in it."""
    quoted: list[str] = re.findall(r"«([^»]*)»", str(found.hint))
    return quoted[-1]


@pytest.mark.parametrize(
    "text",
    [
        "17. mai feirer vi i parken.",
        "17. Mai feirer vi i parken.",
        "1. juledag er det stengt.",
        "1. klasse på Brandengen vant.",
        "3. plass gikk til Strømsgodset.",
        "12. november 2026 var en torsdag.",
        "2020. Et år å glemme.",
        "1847. Foreningen blir stiftet.",
        "5. og siste dag var best.",
        "24. des. kl. 15",
        "31. desember\n",
        "3. mars–4. april",
        "17. mai\nfeirer vi.",
        "> 17. mai feirer vi.",
        "- 17. mai feirer vi.",
        "::: facts\n17. mai feirer vi.\n:::",
        "Husk\n1. mai i toget.",
        "Vi ses\n\n1. september.",
        "1) mai er et merkelig navn",
        "2. pinsedag er fri.",
        "31. 12. 2026 er siste frist.",
        "- 1. 1. 2027",
        "1. og 2. juni er det stengt.",
        "> - 17. mai feirer vi.",
        "2026.",
    ],
)
def test_an_ordinal_number_that_becomes_a_list_is_told(text: str) -> None:
    """A day at the start of a paragraph is no item of a list; what the hint says to type is none."""
    [found] = findings(text)
    assert found.code == "DW480"
    assert "<ol" not in html(typed(found).removesuffix(" …"))


@pytest.mark.parametrize(
    "text",
    [
        "+ 5 % i år",
        "+ 12 medlemmer",
        "- 5 grader i natt",
        "- 12,5 prosent",
        "Pris* og frakt\n\n* Gjelder bare medlemmer.",
        "| Pris* |\n|---|\n| 1 |\n\n* Gjelder bare medlemmer.",
    ],
)
def test_a_sign_that_becomes_a_bullet_is_told(text: str) -> None:
    """The sign of a number, and an asterisk that explains another; what the hint says to type is no list."""
    [found] = findings(text)
    assert found.code == "DW480"
    assert "<ul" not in html(typed(found).removesuffix(" …"))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("18. september: åpning\n2. oktober: frist\n16. oktober: møte\n", "18 2 16"),
        ("18. september: åpning\n\n2. oktober: frist\n", "18 2"),
        ("1. mai: tog\n1. juni: frist\n1. juli: fri\n", "1 1 1"),
        ("1. En\n2. To\n3. Tre\n", "1 2 3"),
        ("3. Tre\n4. Fire\n", "3 4"),
        ("1. En\n1. To\n1. Tre\n", "1 2 3"),
        ("0. En\n0. To\n", "0 1"),
        ("1. En\n3. Tre\n4. Fire\n2. To\n", "1 3 4 2"),
        ("5. E\n5. F\n", "5 5"),
        ("10. Ti\n9. Ni\n8. Åtte\n", "10 9 8"),
        ("2017. Stiftet\n2019. Utvidet\n", "2017 2019"),
        ("7) Sju\n9) Ni\n", "7 9"),
        ("1. En\n\n   Mer.\n\n3. Tre\n", "1 3"),
        ("1. En\n   - a\n   - b\n4. Fire\n", "1 4"),
        ("01. En\n02. To\n", "1 2"),
        ("- 1. En\n  3. Tre\n", "1 3"),
    ],
)
def test_items_have_the_numbers_that_were_written(text: str, numbers: str) -> None:
    """Where a list does not count from its first number, its items carry their own; all the same count."""
    shown: list[str] = []
    counts: list[int | None] = []
    for tag, number in re.findall(r'<(/?[ou]l|li)(?: (?:start|value)="(\d+)")?>', html(text)):
        if tag[0] == "/":
            counts.pop()
        elif tag != "li":
            counts.append(int(number or 1) if tag == "ol" else None)
        elif (count := counts[-1]) is not None:
            count = int(number) if number else count
            shown.append(str(count))
            counts[-1] = count + 1
    assert " ".join(shown) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "- Vi gleder oss, sier hun.",
        "- Vi gleder oss til å åpne dørene, sier ordføreren.\n\nHun har ventet.",
        "- Det blir fest! roper han.",
        "- Kommer du? spør hun.",
        "* Ja, svarer han.",
        "- «Ja», sier hun.",
        "- Eg gler meg, seier ho.",
        "- Nei, sa han.",
        "- Flott, sier [Kari](person:kari).",
        "- *Flott*, legger hun til.",
        "- Det går bra, mener han. - Vi får det til.",
        "> - Vi gleder oss, sier hun.",
        "- Hei, sier hun.\n- Hei, svarer han.",
        "-Vi gleder oss, sier hun.",
        f"-{H}Vi gleder oss, sier hun.",
        "- We are ready, says Kari.",
        "\N{HYPHEN} Vi gleder oss, sier hun.",
    ],
)
def test_direct_speech_with_a_hyphen_is_told(text: str) -> None:
    """It would be a bullet; with a dash it is a line of speech."""
    found = findings(text)
    assert {each.code for each in found} == {"DW481"}
    assert typed(found[0]).startswith("– ")
    assert findings(typed(found[0])) == ()


@pytest.mark.parametrize(
    "text",
    [
        "- Melk\n- Brød",
        "- Ta med mat, drikke og godt humør.",
        "- Hva sier loven?",
        "- En ting, nemlig dette",
        "– Vi gleder oss, sier hun.",
        "\\- Vi gleder oss, sier hun.",
        "- Møt opp, sier loven.\n- Ta med kart.",
        "1. Åpning\n2. Tale",
        "1. Velkommen",
        "+ Fem nye medlemmer",
        "- 5 nye medlemmer",
        "- 2017: stiftet",
        "* Gjelder bare medlemmer.",
        "Pris*\n\n* En\n* To",
        "Tekst.\n\n---\n\nTekst.",
        "***\n\nTekst.",
        "17\\. mai feirer vi.",
        f"17.{H}mai feirer vi.",
        f"1.{H}klasse vant.",
        "#drammen er fin.",
        "#Drammen2020",
        "-ing er en endelse.",
        "-5 grader i natt.",
        "+47 32 00 00 00",
        "1.klasse vant",
        "17.mai feirer vi",
        "18.30 åpner dørene.",
        "1.5 millioner",
        "Fem * 3 er femten * 1.",
        "Pris*: 100 kr\n\n\\*Gjelder bare medlemmer.",
        "Pris* og frakt* er med.",
        "Navn: ________",
        "Se `a ** b` og `__init__`.",
        "\\*\\*ikke fet\\*\\*",
        "Drammen Works | Nyheter",
        "Bruk `a | b`\nog `c | d`",
        '[a](b "c | d") og\n[e](f "g | h")',
        "a \\| b\nc \\| d",
        "– Ja, sier hun.\n– Nei, sier han.",
        "– Hei.",
        "o jul med din glede",
        "👩‍👩‍👧 Familiedag",
        "❤️ Takk",
        "nærings\N{SOFT HYPHEN}utvikling",
        "می‌خواهم",
        "\N{HEBREW LETTER ALEF}\N{RIGHT-TO-LEFT MARK}!",
        "| A | B |\n|---|---|\n| 1 | 2 |",
        "A | B\n-- | --\n1 | 2",
        "| A | B |\n|---|---|\n| 1 |",
        "| A | B |\n|---|---|\n| 1 | 2 | |",
        "| A |\n|---|\n| 1 |\n\nTekst.",
        "| A |\n|---|\n| a \\| b |",
        "[Rapporten](https://example.no/) (se der)",
        "[1] (2019)",
        "(se [1])",
        "Tekst[^1]\n\n[^1]: Note",
        "[Rapporten](https://example.no/)[^1]\n\n[^1]: Note",
        "::: facts\nA\n:::",
        "Ord\n: forklaring",
        "(a) eller (b)",
        "a) står alene",
        "12 500 kr",
        "**fet *og kursiv**",
        "\\~~ikke strøket~~",
        "`~~kode~~` og C++ og a == b og x++ og y++",
        "~ca. 5 og ~6 meter",
        "Se kl. 12:30:45 og 10:00:",
        "f(x) = x^2",
        "- [Rapporten](https://example.no/)\n- [x](https://example.no/)",
        "1. plass til A.\n2. plass til B.",
        "3. etasje\n3. etasje",
        "5.–7. juni er det marked.",
        "10\\. klasse var med.\n\n3\\. plass gikk til dem.",
        "10. Klasse og stil\n3. Plass og rom",
    ],
)
def test_what_is_right_is_not_told(text: str) -> None:
    """Ordinary text with signs in it, and Markdown that works."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "better"),
    [
        (f"##{H}Overskrift", "## Overskrift"),
        (f"#{H}Nivå én", "## Nivå én"),
        (f"######{H}Seks", "###### Seks"),
        (f"-{H}punkt\n-{H}punkt", "- punkt"),
        (f"*{H}punkt", "* punkt"),
        (f"+{H}punkt", "+ punkt"),
        (f"1.{H}en\n2.{H}to", "1. en"),
        (f"1){H}en", "1) en"),
        (f"{H}- punkt", "- punkt"),
        (f"{H}{H}- punkt", "- punkt"),
        (f"{H}## To", "## To"),
        (f"{H}> sitat", "> sitat"),
        (f"{H}1. en", "1. en"),
        (f" {H} - punkt", "- punkt"),
        (f"Tekst\n{H}- punkt", "- punkt"),
        (f"Tekst:\n-{H}punkt", "- punkt"),
        ("##\N{NARROW NO-BREAK SPACE}To", "## To"),
        ("##\N{THIN SPACE}To", "## To"),
        ("-\N{EM SPACE}To", "- To"),
        ("##\N{IDEOGRAPHIC SPACE}To", "## To"),
        (f"> ##{H}To", "## To"),
        (f"- ##{H}To", "## To"),
        (f"{H}::: facts", "::: facts"),
        (f"---{H}\n\nTekst", "---"),
        (f"{H}---\n\nTekst", "---"),
        (f"Ord\n:{H}forklaring", ": forklaring"),
    ],
)
def test_a_hard_space_beside_a_sign_is_told(text: str, better: str) -> None:
    """By name, with what to type; which works."""
    [found] = [each for each in findings(text) if each.code == "DW482"]
    assert typed(found) == better
    assert "(U+" in str(found.message)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("##Overskrift", "## Overskrift"),
        ("###Om prosjektet", "### Om prosjektet"),
        ("#Om prosjektet vårt", "## Om prosjektet vårt"),
        ("##17. mai", "## 17. mai"),
        ("-Punkt\n-Punkt to", "- Punkt"),
        ("-punkt\n-punkt to", "- punkt"),
        ("+Punkt", "+ Punkt"),
        ("1.En\n2.To", "1. En"),
        ("1)En\n2)To", "1) En"),
        ("1.en\n2.to", "1. en"),
        ("Vi trenger:\n-Folk\n-Penger", "- Folk"),
        ("> ##To", "## To"),
        ("Tekst.\n##Overskrift\nMer.", "## Overskrift"),
        ("##Æ", "## Æ"),
    ],
)
def test_a_missing_space_after_a_sign_is_told(text: str, better: str) -> None:
    """With what to type."""
    [found] = findings(text)
    assert (found.code, typed(found)) == ("DW483", better)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("**Merk: **Husk dette.", "1:1"),
        ("Det er ** viktig** å huske.", "1:8"),
        ("**«Drammen»**er stor.", "1:1"),
        ("**Merk:**Husk.", "1:1"),
        ("**Merk: dette er viktig.", "1:1"),
        ("Viktig** å huske", "1:7"),
        (f"**{H}fet**", "1:1"),
        ("Det er __ viktig__ å huske", "1:8"),
        ("*Merk: *Husk dette.", "1:1"),
        ("Det er * viktig* å huske.", "1:8"),
        ("En\n**to **tre", "2:1"),
        ("> **Merk: **Husk", "1:3"),
        ("- **Merk: **Husk", "1:3"),
        ("| A |\n|---|\n| **b **c |", "3:3"),
        ("## **En **to", "1:4"),
        ("[**fet **lenke](a)", "1:2"),
        ("*** alt*** i ett", "1:1"),
        ("Fet **her** og **der", "1:16"),
        ("(**fet **)", "1:2"),
        (f"Det er *{H}viktig* å huske.", "1:8"),
        (f"*Merk:{H}*Husk dette.", "1:1"),
    ],
)
def test_emphasis_that_does_not_work_is_told(text: str, place: str) -> None:
    """At the first loose sign of a paragraph, wherever it stands."""
    [found] = [each for each in findings(text) if each.code == "DW484"]
    assert f"{found.location.line}:{found.location.column}" == place


@pytest.mark.parametrize(
    "text",
    [
        "•\tFolk\n•\tPenger",
        "• Folk",
        "•Folk\n•Penger",
        "·       Folk\n·       Penger",
        "o   Folk\no   Penger",
        "o\tFolk",
        f"o{H}{H}Folk",
        "▪ Folk",
        "\uf0b7 Folk",
        "\uf0a7\tFolk",
        "➢ Folk",
        "✅ Folk\n✅ Penger",
        "– Folk\n– Penger",
        "— Folk\n— Penger",
        "→ Folk\n→ Penger",
        "a) Folk\nb) Penger",
        "(1) Folk\n(2) Penger",
        "i) Folk\nii) Penger",
        "Vi trenger:\n• Folk",
        "Vi trenger:\n2. Folk\n3. Penger",
        "a)\tFolk\nb)\tPenger",
        "> • Folk",
        "✓ Folk\n✓ Penger",
        "Vi trenger:\n        - Folk\n        - Penger",
    ],
)
def test_bullets_of_word_processors_are_told(text: str) -> None:
    """As bullets, and not as a table, though there are tabs between."""
    assert [each.code for each in findings(text)] == ["DW485"]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("| År | Antall |\n| 2017 | 950 |\n| 2018 | 951 |", "| --- | --- |"),
        ("| År | Antall |\n| --- |\n| 2017 | 950 |", "| --- | --- |"),
        ("| År | Antall |\n|——|———|\n| 2017 | 950 |", "| --- | --- |"),
        ("| År | Antall |\n|–|–|\n| 2017 | 950 |", "| --- | --- |"),
        ("| År | Antall |\n\n| --- | --- |\n\n| 2017 | 950 |", "| --- | --- |"),
        ("| År | Antall |\n\n| --- | --- |\n| 2017 | 950 |", "| --- | --- |"),
        (f"|{H}År{H}|{H}Antall{H}|\n|{H}---{H}|{H}---{H}|\n| 2017 | 950 |", "| --- | --- |"),
        ("År | Antall\n2017 | 950", "| --- | --- |"),
        ("År | Antall | Sted\n--- | ---\n2017 | 950 | Her", "| --- | --- | --- |"),
        ("År | Antall\n---------\n2017 | 950", "| --- | --- |"),
        ("År | Antall\n=========", "| --- | --- |"),
        ("+----+----+\n| År | Antall |\n+----+----+\n| 2017 | 950 |\n+----+----+", "| --- | --- |"),
        ("| År | Antall |\n| === | === |\n| 2017 | 950 |", "| --- | --- |"),
        ("| År | Antall |\n| ___ | ___ |\n| 2017 | 950 |", "| --- | --- |"),
        ("Tekst\n| År | Antall |\n| 2017 | 950 |", "| --- | --- |"),
        ("> | År | Antall |\n> | 2017 | 950 |", "| --- | --- |"),
        ("- | År | Antall |\n  | 2017 | 950 |", "| --- | --- |"),
        ("| Bare én linje |", "| --- |"),
        ("|År|Antall|\n|2017|950|", "| --- | --- |"),
        ("| **År** | Antall |\n| 2017 | 950 |", "| --- | --- |"),
        ("- År | Antall\n--|--\n2017 | 950", "| --- | --- |"),
        ("| --- | --- |\n| År | Antall |", "| --- | --- |"),
    ],
)
def test_a_table_that_is_none_is_told_once(text: str, delimiter: str) -> None:
    """With the line that belongs under its headings; blank lines make no second table of it."""
    [found] = [each for each in findings(text) if each.code == "DW486"]
    assert typed(found) == delimiter
    assert {each.code for each in findings(text)} <= {"DW486", "DW421"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| A | B |\n|---|---|\n| 1 | 2 | ekstra 77 |", "3 DW487"),
        ("A | B\n-|-\n1 | 2 | 3 | 4", "3 DW487"),
        ("> | A | B |\n> |---|---|\n> | 1 | 2 | 3 |", "3 DW487"),
        ("- | A | B |\n  |---|---|\n  | 1 | 2 | 3 |", "3 DW487"),
        ("| A |\n|---|\n| 1 | `b` |", "3 DW487"),
        ("| A | B |\n|---|---|\n| 1 | 2 | | 4 |", "3 DW487"),
        ("| A | B |\n|---|---|\n| 1 | a | b | 2", "3 DW487"),
        ("::: facts\n| A |\n|---|\n| 1 | 2 |\n:::", "4 DW487"),
        ("| A | B |\n|---|---|\n| 1 | 2 |\nTekst rett under", "4 DW492"),
        ("A | B\n-|-\nTekst rett under", "3 DW492"),
    ],
)
def test_what_a_table_loses_or_swallows_is_told(text: str, expected: str) -> None:
    """Cells beyond the last heading are not shown, and a text right below is a row."""
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("Linje\x0bskift", "DW488", "U+000B"),
        ("Tegn \x02 her", "DW488", "U+0002"),
        ("\x1b[31m", "DW488", "U+001B"),
        ("a\x7fb", "DW488", "U+007F"),
        ("a\x80b", "DW488", "U+0080"),
        ("a\x85b", "DW488", "U+0085"),
        ("a\x9fb", "DW488", "U+009F"),
        ("## Over\x0bskrift", "DW488", "U+000B"),
        ("`kode\x0c`", "DW488", "U+000C"),
        ("```\nkode\x0c\n```", "DW488", "U+000C"),
        ("[a](https://example.no/\x0b)", "DW488", "U+000B"),
        ("a\N{LINE SEPARATOR}b", "DW488", "U+2028"),
        ("a\N{PARAGRAPH SEPARATOR}b", "DW488", "U+2029"),
        ("a\ufffeb", "DW488", "U+FFFE"),
        ("a\N{REPLACEMENT CHARACTER}b", "DW488", "U+FFFD"),
        ("a\ufdd0b", "DW488", "U+FDD0"),
        ("&#1;", "DW488", "&#1;"),
        ("&#x1F;", "DW488", "&#x1F;"),
        ("a &#128; b", "DW488", "&#128;"),
        ("| a\x0bb |\n|---|", "DW488", "U+000B"),
        ("[^1]\n\n[^1]: a\x0bb", "DW488", "U+000B"),
        (f"Se {Z}her", "DW489", "U+200B"),
        (f"[Ord](https://example.no/{Z})", "DW489", "U+200B"),
        (f"## {Z}To", "DW489", "U+200B"),
        (f"{Z}## To", "DW489", "U+200B"),
        ("\ufeff## To", "DW489", "U+FEFF"),
        (f"{Z}- punkt", "DW489", "U+200B"),
        ("a\N{WORD JOINER}b", "DW489", "U+2060"),
        ("a\N{LEFT-TO-RIGHT MARK}b", "DW489", "U+200E"),
        ("a\N{RIGHT-TO-LEFT OVERRIDE}b", "DW489", "U+202E"),
        ("a\N{ZERO WIDTH NON-JOINER}b", "DW489", "U+200C"),
        ("a\N{OBJECT REPLACEMENT CHARACTER}b", "DW489", "U+FFFC"),
        ("a \uf0e0 b", "DW489", "U+F0E0"),
        ("\N{SOFT HYPHEN}## To", "DW489", "U+00AD"),
        ("a \N{SOFT HYPHEN} b", "DW489", "U+00AD"),
    ],
)
def test_a_character_that_nobody_sees_is_told(text: str, code: str, name: str) -> None:
    """By its number, in code and addresses, too; what HTML forbids is an error, as it is in fields."""
    assert [each.code for each in findings(text) if each.code in ("DW488", "DW489")] == [code]
    [found] = [each for each in findings(text) if each.code == code]
    assert name in str(found.message)
    assert found.location.line is not None


@pytest.mark.parametrize(
    "text",
    [
        "Se [årsrapporten[^1] for 2017](https://example.no/).\n\n[^1]: Noten.",
        "[Rapporten[^1]](project:x)\n\n[^1]: Noten.",
        "[[^1]Rapporten](https://example.no/)\n\n[^1]: Noten.",
        "**[Rapporten[^1]](https://example.no/)**\n\n[^1]: Noten.",
        "- [Rapporten[^1]](https://example.no/)\n\n[^1]: Noten.",
        '[Rapporten[^1]](https://example.no/ "Les")\n\n[^1]: Noten.',
        "[Rapporten[^1]][r]\n\n[r]: https://example.no/\n\n[^1]: Noten.",
        "[[^1]](https://example.no/)\n\n[^1]: Noten.",
    ],
)
def test_a_footnote_in_a_link_is_told_as_that(text: str) -> None:
    """The hint has the link as it should be typed."""
    [found] = findings(text)
    assert found.code == "DW490"
    assert findings(f"{typed(found)}\n\n[r]: https://example.no/\n\n[^1]: Noten.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "[lenke] (https://x.no/)",
        f"[lenke]{H}(https://x.no/)",
        "[lenke] (/prosjekter/)",
        "[lenke] (project:navn)",
        "[lenke] (mailto:post@x.no)",
        "(lenke)[https://x.no/]",
        "(lenke) [https://x.no/]",
        "![bilde] (/media/a.jpg)",
        "[tekst](https://x.no/en side)",
    ],
)
def test_what_looks_like_a_link_is_told(text: str) -> None:
    """With a space before the address, or the brackets the wrong way round."""
    assert [each.code for each in findings(text)] == ["DW437"]


@pytest.mark.parametrize(
    ("text", "better"),
    [
        (":: facts\nA\n::", "::: facts"),
        ("::facts\nA", "::: facts"),
        ("::bilde", "::: bilde"),
        (": facts", "::: facts"),
    ],
)
def test_a_box_with_too_few_colons_is_told(text: str, better: str) -> None:
    """The lines would be text."""
    assert findings(text)[0].code == "DW498"
    assert better in str(findings(text)[0].hint)


@given(st.text(alphabet="#-*+1.) |:>•o\xa0\u200b\x0b_[](^)Aa,\n\t", max_size=40))
def test_any_lines_can_be_checked(text: str) -> None:
    """No finding raises, and each is on a line of the text."""
    for found in findings(text):
        assert str(found)
        assert 1 <= (found.location.line or 0) <= text.count("\n") + 1


@pytest.mark.parametrize(
    "unit",
    [
        "| ",
        "|a\n",
        "** ",
        "* a *",
        "[a[^1]",
        "- a, sier\n",
        "a | b\n",
        "] (",
        "o  \n",
        "•\n",
        "1.A\n",
        "\xa0",
        "__ ",
    ],
)
def test_time_grows_with_the_length_of_the_text(unit: str) -> None:
    """A long text of signs takes no time out of proportion."""
    text = unit * (40_000 // len(unit))
    start = time.process_time()
    findings(text)
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Vi er ~~ti~~ elleve.", "~~ti~~"),
        ("## Vi er ~~ti~~ elleve", "~~ti~~"),
        ("**Vi** er ~~ti medlemmer~~ elleve.", "~~ti medlemmer~~"),
        ("| A |\n|---|\n| ~~ti~~ |", "~~ti~~"),
        ("::: facts\n~~ti~~\n:::", "~~ti~~"),
        ("Det er ==viktig== å vite.", "==viktig=="),
        ("Det er ++nytt++ i år.", "++nytt++"),
        ("Se [[Om oss]].", "[[Om oss]]"),
        ("12 m^2^ stort", "^2^"),
        ("H~2~O", "~2~"),
        ("Velkommen :smile:", ":smile:"),
        ("- [ ] ikke gjort\n- [x] gjort", "[ ]"),
        ("1. [X] gjort", "[X]"),
    ],
)
def test_signs_of_other_kinds_of_markdown_are_told(text: str, sign: str) -> None:
    """They mean nothing here, and would be shown as they stand."""
    [found] = findings(text)
    assert found.code == "DW463"
    assert dict(found.params)["text"] == sign


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("5. - 7. juni er det marked.", "5.–7. juni er det marked."),
        ("5. – 7. juni", "5.–7. juni"),
        ("12. —14. mai: kurs", "12.–14. mai: kurs"),
        ("3. - 4. klasse var med.", "3.–4. klasse var med."),
        ("> 5. - 7. juni", "5.–7. juni"),
    ],
)
def test_several_days_that_become_a_list_are_told_once(text: str, better: str) -> None:
    """«5. - 7. juni» is a list in a list in a list; what the hint says to type is none."""
    [found] = findings(text)
    assert found.code == "DW480"
    assert typed(found) == better
    assert "<ol" not in html(better)


@pytest.mark.parametrize(
    "text",
    [
        "10. klasse var med.\n3. plass gikk til dem.",
        "10. klasse var med.\n\n3. plass gikk til dem.",
        "17. mai feirer vi.\n\n1. september begynner skolen.",
        "7. trinn\n5. trinn",
        "17. mai feirer vi.\n\n3. - 4. klasse går først.",
    ],
)
def test_ordinal_numbers_that_do_not_follow_each_other_are_no_list(text: str) -> None:
    """Each of the lines is told, with what to type."""
    assert [found.code for found in findings(text)] == ["DW480", "DW480"]


@pytest.mark.parametrize(
    ("content", "lost"),
    [
        ("Tekst.\n\n![A](/a.png)", "Tekst."),
        ("![A](/a.png)\n\nTekst.", "Tekst."),
        ("### Tittel\n\n![A](/a.png)", "Tittel"),
        ("- ![A](/a.png) og tekst", "og tekst"),
        ("![A](/a.png)\n\n`kode`", "kode"),
    ],
)
def test_text_in_a_gallery_is_told(content: str, lost: str) -> None:
    """A gallery shows its pictures, and nothing else."""
    found = [found for found in findings(f"::: gallery\n{content}\n:::") if found.code == "DW464"]
    assert [dict(one.params)["text"] for one in found] == [lost]


def test_a_gallery_of_pictures_with_captions_is_told_nothing() -> None:
    """Nor one whose pictures stand on one line."""
    assert told('::: gallery\n![A](/a.png "Tekst") ![B](/b.png)\n\n![C](/c.png)\n:::') == []
