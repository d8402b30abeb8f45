"""``drammenworks move``: a document gets another name, with all that names it, or nothing is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project import Outcome, Project, tree

ARTICLE = "content/news/nyhet.md"
NEW = "content/news/nytt.md"


@pytest.fixture
def project(project: Project) -> Project:
    # The command looks at the sites as they are now.
    project.change("content/events/mote.md", "2026-12-01 18:00", "2036-12-01 18:00")
    project.change("content/events/mote.md", "2026-12-01 20:00", "2036-12-01 20:00")
    return project


def _move(project: Project, *arguments: str) -> Outcome:
    outcome = project.run("move", *arguments)
    assert outcome.code == 0, outcome.stderr
    return outcome


def _content(project: Project) -> dict[str, bytes]:
    return tree(project.root / "content")


@pytest.mark.parametrize(
    "old", [ARTICLE, "article:nyhet", "article/nyhet", "/aktuelt/nyhet/", "https://a.example/aktuelt/nyhet"]
)
@pytest.mark.parametrize("new", ["nytt", "nytt.md", "./nytt.md", "article:nytt", NEW, "/aktuelt/nytt/"])
def test_both_names_can_be_written_in_several_ways(project: Project, old: str, new: str) -> None:
    """As a file, a name with its kind, or an address."""
    _move(project, old, new)
    assert not (project.root / ARTICLE).exists()
    assert (project.root / NEW).exists()


def test_the_old_address_leads_to_the_new_one(project: Project) -> None:
    """On every site, and feeds know it as what it was."""
    project.write("content/urls/a.txt", "/aktuelt/nyhet/\n")
    outcome = _move(project, ARTICLE, NEW)
    assert "a: /aktuelt/nyhet/ leder til /aktuelt/nytt/" in outcome.stdout
    assert project.read(NEW) == (
        "---\ntitle: Nyheten\ndate: 2026-11-01\ntags: [Vekst]\naliases: [/aktuelt/nyhet/]\nuid: nyhet\n---\n"
        "Noe har skjedd.\n"
    )
    project.build()
    for site in ("a", "b"):
        assert "/aktuelt/nytt/" in project.output(f"{site}/aktuelt/nyhet/index.html")


def test_translations_go_with_it(project: Project) -> None:
    """Each has a former address of its own."""
    project.write("content/news/nyhet.en.md", "---\ntitle: The news\n---\nIt happened.\n")
    _move(project, ARTICLE, "nytt")
    english = project.read("content/news/nytt.en.md")
    assert english == "---\ntitle: The news\naliases: [/en/news/nyhet/]\n---\nIt happened.\n"


def test_an_address_of_its_own_stays(project: Project) -> None:
    """A slug is no name of a file."""
    project.change(ARTICLE, "title:", "slug: noe-annet\ntitle:")
    _move(project, ARTICLE, "nytt")
    assert "aliases" not in project.read(NEW)


def test_a_draft_has_no_former_address(project: Project) -> None:
    """Nobody has seen it."""
    project.change(ARTICLE, "title:", "draft: true\ntitle:")
    _move(project, ARTICLE, "nytt")
    assert "aliases" not in project.read(NEW)


LINKS = """\
---
title: Om  # «Om oss»
related: [ 'article:nyhet' , event:mote ]   # begge
people:
  - person
---
[nyhet](article:nyhet), [article:nyhet og mer](article:nyhet#her) og [en annen](../news/nyhet.md).
[Stien](/aktuelt/nyhet/), [adressen](https://a.example/aktuelt/nyhet/?a=1#b) og article:nyhet i teksten.

::: button
[Les nyheten](<article:nyhet>)
:::

`article:nyhet` og [nyhetsbrev](https://annet.example/aktuelt/nyhet/)
"""


def test_everything_that_names_it_follows(project: Project) -> None:
    """Fields, links of every form, boxes; and nothing else changes, comments and spaces included."""
    project.write("content/pages/om.md", LINKS)
    outcome = _move(project, ARTICLE, "nytt")
    assert project.read("content/pages/om.md") == (
        LINKS.replace("'article:nyhet'", "'article:nytt'")
        .replace("(article:nyhet", "(article:nytt")
        .replace("<article:nyhet>", "<article:nytt>")
        .replace("news/nyhet.md", "news/nytt.md")
        .replace("(/aktuelt/nyhet/)", "(/aktuelt/nytt/)")
        .replace("a.example/aktuelt/nyhet/", "a.example/aktuelt/nytt/")
    )
    assert "content/pages/om.md: 7 henvisninger" in outcome.stdout


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "[Les nyheten][n] og [hele saken][n].\n\n[n]: article:nyhet\n",
            "[Les nyheten][n] og [hele saken][n].\n\n[n]: article:nytt\n",
        ),
        ("[n]: /aktuelt/nyhet/\n\n[Nyheten][n]\n", "[n]: /aktuelt/nytt/\n\n[Nyheten][n]\n"),
        ('- **[Nyheten](article:nyhet "Les")**\n', '- **[Nyheten](article:nytt "Les")**\n'),
        ("> [article:nyhet](article:nyhet)\n", "> [article:nyhet](article:nytt)\n"),
        (
            "[Ny](article:nyhet-2), [nyheten](article:nyhet) og [ny](article:ny-nyhet)\n",
            "[Ny](article:nyhet-2), [nyheten](article:nytt) og [ny](article:ny-nyhet)\n",
        ),
        (
            "::: facts Fakta\n[Nyheten](article:nyhet)\n:::\n",
            "::: facts Fakta\n[Nyheten](article:nytt)\n:::\n",
        ),
        ("Ord[^1]\n\n[^1]: Se [nyheten](article:nyhet).\n", "Ord[^1]\n\n[^1]: Se [nyheten](article:nytt).\n"),
        ("| A |\n| --- |\n| [Nyheten](article:nyhet) |\n", "| A |\n| --- |\n| [Nyheten](article:nytt) |\n"),
        (
            "[![Bildet](/media/bilde.png)](article:nyhet)\n",
            "[![Bildet](/media/bilde.png)](article:nytt)\n",
        ),
    ],
)
def test_links_in_any_place_follow(project: Project, before: str, after: str) -> None:
    """Lists, boxes, notes, tables, and links whose target stands elsewhere."""
    for name in ("nyhet-2", "ny-nyhet"):
        project.write(f"content/news/{name}.md", f"---\ntitle: {name}\ndate: 2026-11-02\n---\nOrd.\n")
    project.write("content/pages/om.md", f"---\ntitle: Om\n---\n{before}")
    _move(project, ARTICLE, "nytt")
    assert project.read("content/pages/om.md") == f"---\ntitle: Om\n---\n{after}"


def test_boxes_and_figures_follow(project: Project) -> None:
    """They name a video, and a figure of a report; in the fields as in the text."""
    path = "content/reports/rapport/index.md"
    project.change(
        path, "year: 2025\n", "year: 2025\nkey_figures:\n  - {id: alle, label: Alle, value: 1950}\n"
    )
    text = (
        "---\ntitle: Om\nsummary: Vi er [figure:rapport/alle].\n---\n"
        "::: video video\n:::\n\nVi er [figure:rapport/alle] her.\n"
    )
    project.write("content/pages/om.md", text)
    _move(project, "video:video", "filmen")
    _move(project, "report:rapport", "arsrapport")
    expected = text.replace("video video", "video filmen").replace("figure:rapport/", "figure:arsrapport/")
    assert project.read("content/pages/om.md") == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_files_keep_how_they_were_written(project: Project, newline: str, mark: str) -> None:
    """Their ends of lines, and their byte order mark."""
    text = mark + newline.join(["---", "title: Nyheten", "date: 2026-11-01", "---", "Ord.", ""])
    project.write(ARTICLE, text)
    _move(project, ARTICLE, "nytt")
    lines = [
        "---",
        "title: Nyheten",
        "date: 2026-11-01",
        "aliases: [/aktuelt/nyhet/]",
        "uid: nyhet",
        "---",
        "Ord.",
        "",
    ]
    assert (project.root / NEW).read_bytes().decode() == mark + newline.join(lines)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("aliases: [/gammelt/]  # en", "aliases: [/gammelt/, /aktuelt/nyhet/]  # en"),
        ("aliases: []", "aliases: [/aktuelt/nyhet/]"),
        ("aliases:\n  - /gammelt/  # en", "aliases:\n  - /gammelt/  # en\n  - /aktuelt/nyhet/"),
        ("aliases:\n- /gammelt/", "aliases:\n- /gammelt/\n- /aktuelt/nyhet/"),
        ("aliases: [\n  /gammelt/,\n  ]", "aliases: [\n  /gammelt/, /aktuelt/nyhet/,\n  ]"),
        ("aliases:", "aliases: [/aktuelt/nyhet/]"),
    ],
)
def test_former_addresses_are_added_in_the_form_that_is_there(
    project: Project, before: str, after: str
) -> None:
    """A list in brackets, or with dashes."""
    project.change(ARTICLE, "title:", f"{before}\ntitle:")
    _move(project, ARTICLE, "nytt")
    assert f"---\n{after}\ntitle:" in project.read(NEW)


def test_moving_back_leaves_no_address_that_leads_to_itself(project: Project) -> None:
    """The alias goes, and that of the other name comes."""
    _move(project, ARTICLE, "nytt")
    _move(project, NEW, "nyhet")
    text = project.read(ARTICLE)
    assert "aliases: [/aktuelt/nytt/]" in text
    assert "uid: nyhet" in text
    project.build()


def test_a_folder_goes_with_all_that_is_in_it(project: Project) -> None:
    """And what others show of it is found again."""
    project.write(
        "content/reports/rapport/bilde.png", (project.root / "content/media/bilde.png").read_bytes()
    )
    project.change(
        "content/pages/om.md",
        "Vi er noen.",
        "![En flate](/reports/rapport/bilde.png)\n\n[Se](report:rapport)",
    )
    _move(project, "report:rapport", "arsrapport")
    assert sorted(path.name for path in (project.root / "content/reports").iterdir()) == ["arsrapport"]
    text = project.read("content/pages/om.md")
    assert "![En flate](/reports/arsrapport/bilde.png)" in text
    assert "(report:arsrapport)" in text
    assert [code for code in project.codes() if code < "DW4"] == []


def test_figures_of_a_report_are_named_by_its_new_name(project: Project) -> None:
    """In texts and in fields, as often as they stand there; those of another report stay."""
    project.change(
        "content/reports/rapport/index.md",
        "year: 2025",
        "year: 2025\nkey_figures: [{id: a, label: A, value: 9}]",
    )
    other = "---\ntitle: B\nyear: 2024\nkey_figures: [{id: a, label: A, value: 9}]\n---\nTekst.\n"
    project.write("content/reports/rapport-b.md", other)
    project.change(
        ARTICLE,
        "title: Nyheten\n",
        "title: Nyheten\nsummary: '[figure:rapport/a], [figure:rapport/a]{show=number} og [figure:rapport-b/a].'\n",
    )
    project.change(ARTICLE, "Noe har skjedd.", "Det ble [figure:rapport/a].")
    _move(project, "report:rapport", "arsrapport")
    text = project.read(ARTICLE)
    assert "'[figure:arsrapport/a], [figure:arsrapport/a]{show=number} og [figure:rapport-b/a].'" in text
    assert "Det ble [figure:arsrapport/a]." in text


def test_menus_lead_to_the_new_name(project: Project) -> None:
    """Comments in the site's file stay."""
    project.change("content/sites/a.yaml", "    - page: om\n", "    - page: om  # om oss\n")
    _move(project, "page:om", "om-oss")
    assert "    - page: om-oss  # om oss\n" in project.read("content/sites/a.yaml")


def test_what_is_gone_leads_to_the_new_name(project: Project) -> None:
    """As what to see instead."""
    project.write("content/urls/gone.yaml", "gone:\n  - {site: a, address: /x/, instead: article:nyhet}\n")
    _move(project, ARTICLE, "nytt")
    assert "instead: article:nytt}" in project.read("content/urls/gone.yaml")


@pytest.mark.parametrize(
    "old", ["content/news/Ny Sak.md", "content/news/Ny_Sak.MD", "content/news/NY-SAK.md"]
)
def test_a_file_whose_name_is_wrong_gets_another(project: Project, old: str) -> None:
    """Also where the two names differ by case alone, which some systems take for one."""
    project.write(old, "---\ntitle: Ny sak\ndate: 2026-11-02\n---\nOrd.\n")
    assert project.codes() == ["DW108"]
    _move(project, old, "ny-sak")
    assert project.codes() == []
    assert not (project.root / old).exists()


def test_a_dry_run_changes_nothing(project: Project) -> None:
    """It tells what it would do."""
    before = _content(project)
    outcome = _move(project, ARTICLE, "nytt", "--dry-run")
    assert f"{ARTICLE} → {NEW}" in outcome.stdout
    assert _content(project) == before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("article:nyhett", "nytt", "Mente du «article:nyhet»?"),
        (ARTICLE, "nyhet", "heter «nyhet» fra før"),
        (ARTICLE, "project:nytt", "kan ikke flyttes fra «article» til «project»"),
        (ARTICLE, "content/pages/nytt.md", "kan ikke flyttes fra «article» til «page»"),
        (ARTICLE, "Nye Tider", "Prøv «nye-tider»"),
        (ARTICLE, "../nytt", "«../nytt» kan ikke være et filnavn"),
        (ARTICLE, "/nyheter/nytt/", "ville gitt /aktuelt/nytt/. Skriv bare navnet, «nytt»."),
        (ARTICLE, "https://a.example/nytt/", "ville gitt /aktuelt/nytt/"),
        (ARTICLE, "con", "kan ikke være et filnavn"),
        (ARTICLE, "index", "kan ikke være et filnavn"),
        (ARTICLE, "annet", "brukt av content/news/annet.md"),
    ],
)
def test_what_cannot_be_is_refused(project: Project, old: str, new: str, told: str) -> None:
    """With what to write instead."""
    project.write("content/news/annet.md", "---\ntitle: Annet\ndate: 2026-11-02\n---\nOrd.\n")
    before = _content(project)
    outcome = project.run("move", old, new)
    assert outcome.code == 2
    assert told in outcome.stderr
    assert _content(project) == before


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("content/pages/om.md", "---\ntitle: Om\naliases: [/aktuelt/nytt/]\n---\nOrd.\n", "DW502"),
        ("content/urls/gone.yaml", "gone:\n  - {site: a, address: /aktuelt/nytt/}\n", "DW510"),
        ("content/news/x.md", "---\ntitle: X\ndate: 2026-11-02\nslug: nytt\n---\nOrd.\n", "DW501"),
        ("content/news/x.md", "---\ntitle: X\ndate: 2026-11-02\nuid: nytt\n---\nOrd.\n", ""),
    ],
)
def test_what_would_be_wrong_afterwards_is_taken_back(
    project: Project, path: str, content: str, code: str
) -> None:
    """An address that something else has; nothing is left half done."""
    project.write(path, content)
    before = _content(project)
    outcome = project.run("move", ARTICLE, "nytt")
    assert outcome.code == (1 if code else 0)
    assert code in outcome.stderr
    if code:
        assert "Ingenting er flyttet" in outcome.stderr
        assert _content(project) == before


def test_what_cannot_be_read_stops_it(project: Project) -> None:
    """It may name the document."""
    project.change("content/pages/om.md", "title:", "tittel:")
    before = _content(project)
    outcome = project.run("move", ARTICLE, "nytt")
    assert outcome.code == 1
    assert "DW20" in outcome.stderr
    assert _content(project) == before


def test_what_was_wrong_before_does_not_stop_it(project: Project) -> None:
    """A link to nowhere is another matter."""
    project.change("content/pages/om.md", "Vi er noen.", "[ingen](project:finnes-ikke)")
    _move(project, ARTICLE, "nytt")


def test_a_disk_that_refuses_leaves_everything_as_it_was(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At whatever file it happens."""
    project.write("content/pages/om.md", "---\ntitle: Om\nrelated: [article:nyhet]\n---\nOrd.\n")
    before = _content(project)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name.endswith(".tmp") and Path(target).name == "nytt.md":
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    assert project.run("move", ARTICLE, "nytt").code == 1
    assert _content(project) == before


def test_a_locked_report_is_locked_again(project: Project) -> None:
    """Only names in it differ, and it says what it said; one that was changed keeps its finding."""
    assert project.run("lock", "content/reports/rapport").code == 0
    before = project.read("content/reports/rapport/index.md")
    assert "locked:" in before
    outcome = _move(project, "report:rapport", "arsrapport")
    assert "content/reports/rapport/index.md: låst på nytt" in outcome.stdout
    assert [code for code in project.codes() if code.startswith("DW28")] == []
    project.change("content/reports/arsrapport/medlemmer.csv", "2", "3")
    assert "DW281" in project.codes()
    _move(project, "report:arsrapport", "rapport-2")
    assert "DW281" in project.codes()
