"""What an editor would mark in a text, and what not."""

from __future__ import annotations

from pathlib import Path

import pytest

from drammenworks.checks.prose.languages import check_language
from drammenworks.checks.prose.norwegian_notation import check_norwegian
from drammenworks.checks.prose.passage import body_passages
from drammenworks.checks.prose.promises import check_promises
from drammenworks.checks.prose.style import check_style
from drammenworks.content.markdown import parse_markdown
from drammenworks.errors import Finding
from tests.project import AT, Project


def _found(body: str, lang: str = "nb") -> list[Finding]:
    return [
        finding
        for passage in body_passages(body, path="a.md", first_line=1, lang=lang)
        for check in (check_style, check_norwegian, check_language)
        for finding in check(passage)
    ]


def _codes(body: str, lang: str = "nb") -> list[str]:
    return [finding.code for finding in _found(body, lang)]


LONG = " ".join(["ord"] * 46)
ENGLISH = (
    "The project is for all of the people who live in this town, and they have been checked_urls to join."
)
NORWEGIAN = "Prosjektet er for alle som bor i byen, og de har blitt bedt om å være med på det som skjer."


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("MØT OPP PÅ TORGET KLOKKEN SEKS", "DW471"),
        ("## ALLE SKAL MED NÅ", "DW471"),
        ("Vi  møtes her.", "DW472"),
        ("Vi møtes her!!", "DW473"),
        ("Hva??", "DW473"),
        ("Hva!?!", "DW473"),
        (f"{LONG}.", "DW477"),
        (ENGLISH, "DW479"),
        (f"Og så:\n\n- {ENGLISH}", "DW479"),
        ("Se [https://eksempel.no/a/b](https://eksempel.no/a/b).", "DW438"),
        ("Se <https://eksempel.no/a/b>.", "DW438"),
        ("Se https://eksempel.no/a/b for mer.", "DW439"),
        ("Se www.eksempel.no.", "DW439"),
    ],
)
def test_style_problems_are_reported(body: str, code: str) -> None:
    """Once, by its own code."""
    assert [code] == _codes(body)


@pytest.mark.parametrize(
    ("body", "text", "better"),
    [
        ("Møtet er 2026-11-21 på torget.", "2026-11-21", "21. november 2026"),
        ("Møtet er 21.11.2026.", "21.11.2026", "21. november 2026"),
        ("Møtet er 3/6-2026.", "3/6-2026", "3. juni 2026"),
        ("Møtet er 3/6/2026.", "3/6/2026", "3. juni 2026"),
        ("Møtet er 3. Juni.", "3. Juni", "3. juni"),
        ("Møt opp kl. 18:00.", "kl. 18:00", "kl. 18.00"),
        ("Møt opp kl 8:30.", "kl 8:30", "kl. 08.30"),
        ("Kl 18 begynner vi.", "Kl 18", "Kl. 18"),
        ("Vi møtes kl 18.00.", "kl 18.00", "kl. 18.00"),
        ("Vi fikk 1,234,567 kroner.", "1,234,567", "1 234 567"),
        ("Vi fikk 1.234.567 kroner.", "1.234.567", "1 234 567"),
        ("Vi er 1.250 medlemmer.", "1.250", "1 250"),
        ("Veksten var 12.5 %.", "12.5", "12,5"),
        ("Veksten var 12.5 prosent.", "12.5", "12,5"),
    ],
)
def test_dates_times_and_numbers_are_written_as_in_norwegian(body: str, text: str, better: str) -> None:
    """The hint has what to write."""
    (finding,) = _found(body)
    assert dict(finding.params)["text"] == text
    assert finding.hint == f"Skriv «{better}»."


@pytest.mark.parametrize(
    ("body", "better"),
    [
        ("12.11.2026 var en torsdag.", "12\\. november 2026"),
        ("- 12.11.2026 var en torsdag.", "12\\. november 2026"),
        ("> 2026-11-12 var en torsdag.", "12\\. november 2026"),
        ("Vi ses\n1/6-2026 på torget.", "1\\. juni 2026"),
        ("::: facts\n12.11.2026 er fristen.\n:::", "12\\. november 2026"),
        ("Det var 12.11.2026 det skjedde.", "12. november 2026"),
        ("*12.11.2026* var en torsdag.", "12. november 2026"),
        ("«12.11.2026» stod det.", "12. november 2026"),
        ("1,234,567 kroner.", "1 234 567"),
    ],
)
def test_what_a_hint_says_to_write_becomes_no_list(body: str, better: str) -> None:
    """A number and a full stop at the start of a line begin one, so the hint has a backslash there."""
    (finding,) = _found(body)
    assert finding.hint == f"Skriv «{better}»."
    written = body.replace(dict(finding.params)["text"], better)
    assert "<ol" not in str(parse_markdown(written, path="a.md", first_line=1, lang="nb"))


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("www.eksempel.no", "https://www.eksempel.no"),
        ("http://eksempel.no/a", "http://eksempel.no/a"),
        ("https://www.eksempel.no/a", "https://www.eksempel.no/a"),
    ],
)
def test_a_link_that_a_hint_says_to_write_has_a_whole_address(address: str, target: str) -> None:
    """Without its beginning, it would be a finding in turn."""
    (finding,) = _found(f"Se {address}.")
    assert finding.hint.endswith(f"[tekst]({target}).")
    assert parse_markdown(f"[tekst]({target})", path="a.md", first_line=1, lang="nb")[1] == ()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "NAV OG KIWI",
        "DW301",
        "EU, EØS og NATO",
        "Slutten av en linje  \nog en ny.",
        "`a  b` og `2026-11-21`",
        "    a  b\n",
        "```\na  b !! 2026-11-21\n```",
        "![Et bilde  her](bilde-2026-11-21.jpg)",
        "[Rapporten](rapport-2026-11-21.pdf)",
        "[drammen.no](https://drammen.no/2026-11-21)",
        "[Nettsiden til kommunen](https://drammen.no/tjenester)",
        "Skriv til <post@eksempel.no> eller post@eksempel.no.",
        "Hva er dette? Jo!",
        "Er det sant?!",
        "2026-11-21",
        "Møtet er 21. november 2026.",
        "Møtet er 3.–6. juni kl. 18.00.",
        "1. Mai\n2. Juni",
        "17. mai, 1. Divisjon og 8. Mars-gata",
        "Versjon 3.11.2 og Python 3.11",
        "Paragraf 3.1.2, punkt 2.5",
        "Sak 21/2026 og 12/26",
        "Telefon 32 00 00 00",
        "IP 192.168.1.100",
        "I forholdet 16:9 eller 1:50 000",
        "Johannes 3:16",
        "Vi fikk 1 234 567 kroner og 12,5 %.",
        "Kl. 18 og kl. 18.00",
        "| Dato | Sum |\n| --- | --- |\n| 2026-11-21 | 12.5 % |",
        f"::: quote {{lang=en}}\n{ENGLISH}\n:::",
        f"[{ENGLISH}]{{lang=en}}",
        f"{ENGLISH} Det er sitert.",
        "The Hub, The Works og The Lab er navn på steder i byen som alle kjenner til nå.",
        " ".join(f"Setning nummer {number} er kort." for number in range(30)),
        "; ".join(["en ting som er med i en liste"] * 12),
        "https\\://eksempel.no",
        "Er det 5 \\!\\! her",
    ],
)
def test_what_is_right_is_left_alone(body: str) -> None:
    """Only unambiguous cases are reported."""
    assert _codes(body) == []


def test_english_pages_have_english_dates_and_no_norwegian() -> None:
    """The Norwegian rules are not for them, and a Norwegian paragraph is the foreign one."""
    assert _codes("The meeting is 2026-11-21 at 18:00, and 12.5 % are in.", lang="en") == []
    assert _codes(ENGLISH, lang="en") == []
    assert _codes(NORWEGIAN, lang="en") == ["DW479"]
    assert _codes(NORWEGIAN, lang="nn") == []


def test_a_finding_has_the_line_and_column() -> None:
    """Of what is wrong, and not of the paragraph."""
    (finding,) = _found("Først dette.\n\n- Så kommer\n  det 2026-11-21.")
    assert str(finding.location) == "a.md:4:7"


def test_checking_takes_linear_time() -> None:
    """The time is linear in the length of any line."""
    for nasty in (
        "!" * 50_000,
        "a " * 50_000,
        "1." * 50_000,
        "1,234" * 20_000,
        "[" * 5_000,
        "`" * 50_000,
        "A  " * 30_000,
    ):
        assert isinstance(_codes(nasty), list)


def test_titles_and_summaries_are_read_too(project: Project) -> None:
    """At the line of their field; a translation only has findings of its own fields."""
    project.write(
        "content/pages/om.md",
        f"---\ntitle: VI SKAL ALLE MED NÅ\nsummary: {'Vi er med. ' * 30}\nsites: [a]\n---\nTekst.\n",
    )
    told = project.run("check", "--at", AT).stderr
    assert "content/pages/om.md:2:1: advarsel DW471" in told
    assert "content/pages/om.md:3:1: merknad DW478" in told


def test_results_of_unchanged_documents_are_cached(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """And told again; a change of the text or of a field is noticed."""
    page = "---\ntitle: Om\nsites: [a]\n---\nVi møtes  her.\n"
    project.write("content/pages/om.md", page)
    first = project.run("check", "--at", AT, "--format", "json")
    read: list[Path] = []
    monkeypatch.setattr(
        "drammenworks.checks.prose.documents.check_document_prose",
        lambda document, root, year: read.append(root),
    )
    again = project.run("check", "--at", AT, "--format", "json")
    assert read == []
    assert first.stdout.split('"findings"')[1] == again.stdout.split('"findings"')[1]
    monkeypatch.undo()
    project.write("content/pages/om.md", page.replace("  ", " "))
    assert "DW472" not in project.run("check", "--at", AT).stderr


def _promises(body: str, lang: str = "nb", year: int = 2026) -> list[str]:
    passages = body_passages(body, path="a.md", first_line=1, lang=lang)
    return [str(dict(finding.params)["text"]) for one in passages for finding in check_promises(one, year)]


@pytest.mark.parametrize(
    ("body", "lang", "found"),
    [
        (
            "Minst 1 000 skal være ansatt i regionen innen 2020.",
            "nb",
            "skal være ansatt i regionen innen 2020",
        ),
        ("Innen 2020 skal minst 1 000 være ansatt.", "nb", "Innen 2020 skal"),
        ("Vi vil åpne før sommeren 2019, og selge is.", "nb", "vil åpne før sommeren 2019"),
        ("Brua\nskal stå ferdig\ni løpet av 2021.", "nb", "skal stå ferdig i løpet av 2021"),
        ("Kommunen planlegger å bygge i 2022.", "nb", "planlegger å bygge i 2022"),
        (
            "Tusen skal vere i arbeid innan utgangen av 2020.",
            "nn",
            "skal vere i arbeid innan utgangen av 2020",
        ),
        ("A thousand are to be hired by 2020.", "en", "are to be hired by 2020"),
        ("By 2020 will come a bridge.", "en", "By 2020 will"),
        ("The shops will open in spring 2019.", "en", "will open in spring 2019"),
    ],
)
def test_a_promise_for_a_year_that_is_over_is_told_of(body: str, lang: str, found: str) -> None:
    """From the first day of the next year on."""
    assert _promises(body, lang) == [found]
    promised = int(found[-4:]) if found[-4:].isdigit() else 2020
    assert _promises(body, lang, promised) == []


@pytest.mark.parametrize(
    "body",
    [
        "Minst 1 000 skulle være ansatt innen 2020.",
        "Det skal stå ferdig innen 2030.",
        "Regnskapet for 2017 skal leses med varsomhet.",
        "Dette skal vi gjøre. I 2017 var vi færre.",
        "Hun sa: «Vi skal ansette mange i 2018.»",
        "Telefonen 2020 skal svares.",
        "De vil ha 2000 kroner, og det skal være i 2019-kroner.",
        "Næringsvekst 2020 skal leses som et navn.",
        "Det skal være slik i 20201.",
    ],
)
def test_what_is_said_of_the_past_or_the_future_is_no_broken_promise(body: str) -> None:
    """Nor is what somebody said then, a name, or an amount."""
    assert _promises(body) == []


def test_goals_and_labels_promise_too(project: Project) -> None:
    """In the year after, at the field and by the clock of the check."""
    project.write(
        "content/projects/prosjekt.md",
        "---\ntitle: Prosjekt\nsites: [a]\ngoals: [Tusen skal være ansatt innen 2027.]\n"
        "key_figures:\n  - {id: a, label: Personer som skal ansettes innen 2027, value: 1000}\n---\n",
    )
    assert "DW470" not in project.run("check", "--at", AT).stderr
    told = project.run("check", "--at", "2028-01-01").stderr
    assert told.count("DW470") == 2
    assert "content/projects/prosjekt.md:4" in told
