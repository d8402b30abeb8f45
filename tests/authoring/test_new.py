"""``drammenworks new``: a new document is valid, and explains its fields."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from drammenworks.authoring.fields import form_fields
from drammenworks.base.strict_yaml import load
from drammenworks.base.validation import validate
from drammenworks.base.yaml_common import Value
from drammenworks.content.frontmatter import split_front_matter
from drammenworks.content.models import KINDS
from drammenworks.content.todo_markers import with_examples
from drammenworks.errors import ContentError, Location
from tests.project import Keyboard, Outcome, Project, as_lines, tree

_SITES_OF = {"event": ["a", "b"], "article": ["a", "b"], "page": ["a", "b"], "place": ["b"]}
"""The sites of the project with a section for a kind; by default, the first alone."""
_MADE = re.compile(r"Laget (\S+?)\. ")


def _path(outcome: Outcome) -> str:
    assert outcome.code == 0, outcome.stderr
    found = _MADE.match(outcome.stdout.replace("\n", " "))
    assert found, outcome.stdout
    return found[1]


def _fields(text: str) -> dict[str, Value]:
    yaml = split_front_matter(text, path="x.md").fields if text.startswith("---\n") else text
    return dict(load(yaml, path="x.md"))


def _combinations() -> Iterator[tuple[str, str | None, str]]:
    for kind in KINDS:
        for site, languages in ((None, ("nb", "en")), ("a", ("nb", "en")), ("b", ("nb",))):
            if (site == "a" and kind == "place") or (
                site == "b" and kind not in ("place", "event", "article", "page")
            ):
                continue
            for lang in languages:
                yield kind, site, lang


@pytest.mark.parametrize(("kind", "site", "lang"), list(_combinations()))
def test_a_new_document_is_right_as_it_stands(
    kind: str, site: str | None, lang: str, project: Project
) -> None:
    """It is checked and built, drafts included, without a finding; and without drafts it is nowhere."""
    before = project.build()["sites"]
    chosen = ["--site", site] if site is not None else []
    path = _path(project.run("new", kind, "Noe helt nytt", *chosen))
    if lang != "nb":
        path = _path(project.run("new", kind, "Noe helt nytt", "--lang", lang))
        assert path.endswith((".en.md", ".en.yaml"))
    assert as_lines(project.report(command="check")) == []
    without = project.build()["sites"]
    assert {name: counts["pages"] for name, counts in without.items()} == {
        name: counts["pages"] for name, counts in before.items()
    }
    project.build("--drafts")
    assert any("noe-helt-nytt" in page for page in project.published())
    assert "FYLL INN: " in project.read(path)
    fields = _fields(project.read(path))
    assert fields["draft"] == "true"
    if lang == "nb":
        assert fields["sites"] == ([site] if site is not None else _SITES_OF.get(kind, ["a"]))


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_the_kind_is_there_with_its_explanation(kind: str, project: Project) -> None:
    """In use or as a comment."""
    text = project.read(_path(project.run("new", kind, "Noe nytt")))
    for field in form_fields(kind):
        if field.name == "title" and kind in ("person", "organisation", "place"):
            continue
        explained = rf"^# {re.escape(field.label)}: .+\n(# )?{field.name}:"
        assert len(re.findall(explained, text, re.MULTILINE)) == 1, field.name


def _blocks(text: str) -> list[str]:
    """Return the fields that stand as comments, each as the YAML that it is without the ``#``."""
    return [
        block.replace("\n# ", "\n")
        for block in re.findall(r"^# ([a-z_]+:.*(?:\n#  .*)*)", text, re.MULTILINE)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_comment_can_be_opened(kind: str, project: Project) -> None:
    """Taking away the ``#`` gives a field that is right, whichever it is."""
    text = project.read(_path(project.run("new", kind, "Noe nytt")))
    blocks = _blocks(text)
    assert len(blocks) + len(_fields(text)) in (len(form_fields(kind)), len(form_fields(kind)) + 1)
    for block in blocks:
        if block.startswith("all_day:"):
            continue  # It is in place of the time of day.
        fields, _ = with_examples(KINDS[kind].model, {**_fields(text), **load(block, path="x.md")})
        try:
            validate(KINDS[kind].model, fields, lang="nb", locate=lambda _: Location("x.md"))
        except ContentError as error:
            pytest.fail(f"{block}\n{error}")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("event", "event"),
        ("events", "event"),
        ("arrangement", "event"),
        ("Arrangementer", "event"),
        ("nyhet", "article"),
        ("news", "article"),
        ("ÅRSRAPPORT", "report"),
        ("people", "person"),
        (" sted ", "place"),
    ],
)
def test_kinds_have_names_in_both_languages(said: str, kind: str, project: Project) -> None:
    """One or several, in any case."""
    assert _path(project.run("new", said, "Noe nytt")).startswith(f"content/{KINDS[kind].folder}/")


def test_the_time_of_an_event_is_confirmed(project: Project) -> None:
    """So that a misunderstanding is noticed at once."""
    outcome = project.run("new", "event", "Frokost", "--date", "26. november 2099 kl. 08.00–09.30")
    assert "Varer torsdag 26. november 2099 kl. 08.00–09.30." in outcome.stdout
    fields = _fields(project.read("content/events/frokost.md"))
    assert (fields["start"], fields["end"]) == ("2099-11-26 08:00", "2099-11-26 09:30")


def test_an_event_may_last_all_day_or_be_over(project: Project) -> None:
    """The past is worth a remark, not an error: old events are written down as well."""
    assert project.run("new", "event", "Marked", "--date", "5. juni 2099 hele dagen").code == 0
    fields = _fields(project.read("content/events/marked.md"))
    assert (fields["start"], fields["all_day"]) == ("2099-06-05", "true")
    outcome = project.run("new", "event", "Gammelt", "--date", "2017-05-11 08:00")
    assert outcome.code == 0
    assert "Det er forbi" in outcome.stdout
    assert as_lines(project.report(command="check")) == []


def test_a_time_that_the_clocks_pass_twice_keeps_its_offset(project: Project) -> None:
    """The offset distinguishes the two."""
    assert project.run("new", "event", "Natt", "--date", "2099-10-25 02:30+01:00").code == 0
    assert _fields(project.read("content/events/natt.md"))["start"] == "2099-10-25 02:30+01:00"
    assert as_lines(project.report(command="check")) == []


def test_other_kinds_have_a_date(project: Project) -> None:
    """Today by default; a report's year is in its title."""
    assert project.run("new", "nyhet", "Nytt", "--date", "3. juni 2026").code == 0
    assert _fields(project.read("content/news/nytt.md"))["date"] == "2026-06-03"
    assert project.run("new", "rapport", "Årsrapport 2031").code == 0
    assert _fields(project.read("content/reports/arsrapport-2031/index.md"))["year"] == "2031"


def test_a_report_has_its_figures_beside_it(project: Project) -> None:
    """In a file that shows how they are written, and works when that is done."""
    project.run("new", "rapport", "Årsrapport 2031")
    path = "content/reports/arsrapport-2031/figures.yaml"
    assert _fields(project.read("content/reports/arsrapport-2031/index.md"))["data"] == ["figures.yaml"]
    lines = project.read(path).splitlines()
    example = "\n".join(line[2:] for line in lines if line.startswith("#   "))
    project.write(path, f"figures:\n{example}\n")
    project.change(
        "content/reports/arsrapport-2031/index.md",
        "FYLL INN: skriv teksten her.",
        "Vi er [figure:medlemmer].",
    )
    assert as_lines(project.report(command="check")) == []


@pytest.mark.parametrize(
    ("typed", "written"),
    [("september 2017", "2017-09"), ("våren 2016", "2016-spring"), ("2017", "2017"), ("ukjent", "unknown")],
)
def test_a_date_may_be_known_in_part(project: Project, typed: str, written: str) -> None:
    """What is known is written as fields accept it, and no day is made up."""
    for kind, path, field in (("event", "events", "start"), ("nyhet", "news", "date")):
        assert project.run("new", kind, "Noe", "--date", typed).code == 0
        assert _fields(project.read(f"content/{path}/noe.md"))[field] == written
    codes = {found["code"] for found in project.report("--drafts")["findings"]}
    assert codes <= {"DW241"}


@pytest.mark.parametrize(
    "title",
    [
        "Kolon: her, og der:",
        "Nummer # 1",
        "«Sitat» og \"sitat\" og 'sitat'",
        "- strek først",
        "* stjerne & [klamme] {krøll} % | > ` @ !",
        "no",
        "2026-11-21",
        "18:00",
        "0150",
        "~x",
        "null x",
        "To\nlinjer\tog tabulator",
        "24/7 og C:\\Windows\\..\\x",
        "../../etc/passwd",
        "Emoji 😀 og æøå",
        "--- strek ---",
        "{{ maler }} {% raw %}",
        "x\u2028y",
    ],
)
def test_any_title_is_preserved(title: str, project: Project) -> None:
    """Only white space is collapsed; the YAML stays valid, and the file stays inside content/."""
    before = set(tree(project.root))
    outcome = project.run("new", "nyhet", "--", title)
    assert outcome.code == 0, outcome.stderr
    (path,) = (path for path in set(tree(project.root)) - before if not path.startswith(".cache"))
    assert re.fullmatch(r"content/news/[a-z0-9-]+\.md", path)
    assert _fields(project.read(path))["title"] == " ".join(title.split())
    assert as_lines(project.report(command="check")) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nyhet", ""], "Tittelen er tom"),
        (["nyhet", " \n "], "Tittelen er tom"),
        (["nyhet", "😀🎉"], "ingen bokstaver eller tall"),
        (["nyhet", ".."], "ingen bokstaver eller tall"),
        (["nyhet", "/"], "ingen bokstaver eller tall"),
        (["nyhet", "x" * 300], "300 tegn"),
        (["nyhet", "x\x00y"], "usynlige tegn"),
        (["nyhet", "x\u202ey"], "usynlige tegn"),
        (["nyhet", "Con"], "Windows kan ikke ha en fil som heter «con»"),
        (["nyhet", "AUX."], "Windows kan ikke ha en fil som heter «aux»"),
        (["nyhet", "LPT1"], "Windows kan ikke ha en fil som heter «lpt1»"),
        (["nyhet", "Index"], "«index» er navnet"),
        (["nyhet", "-5 grader"], "begynner med bindestrek"),
        (["nyhett", "X"], "Mente du «nyhet»?"),
        (["evnt", "X"], "Mente du «event»?"),
        (["zzzzzz", "X"], "Velg blant: prosjekt, årsrapport"),
        (["nyhet", "X", "--site", "c"], "Velg blant: a, b"),
        (["sted", "X", "--site", "a"], "a har ingen del for steder. Det har: b"),
        (["nyhet", "X", "--lang", "fr"], "Velg blant: nb (bokmål), en (engelsk)"),
        (["nyhet", "X", "--lang", "nn"], "Velg blant: nb (bokmål), en (engelsk)"),
        (["nyhet", "X", "--lang", "en", "--site", "b"], "Velg blant: nb (bokmål)"),
        (["nyhet", "Nyhetene", "--lang", "en"], "Mente du «nyheten»?"),
        (["nyhet", "Nyhet", "--lang", "en", "--date", "i dag"], "tar datoen fra originalen"),
        (["event", "X", "--date", "31. februar 2027 18.00"], "finnes ikke i kalenderen"),
        (["event", "X", "--date", "28. mars 2027 kl. 02.30"], "stilles klokken en time fram"),
        (["event", "X", "--date", "i morgen"], "klokkeslettet mangler"),
        (["nyhet", "X", "--date", "i morgen kl. 8"], "bare være en dato"),
        (["nyhet", "X", "--date", ""], "Datoen er tom"),
        (["nyhet", "Nyhet"], "content/news/nyhet.md finnes allerede"),
        (["nyhet", " NYHET!"], "content/news/nyhet.md finnes allerede"),
    ],
)
def test_an_invalid_request_is_reported_and_nothing_is_written(
    arguments: list[str], told: str, project: Project
) -> None:
    """Wrong usage, in bokmål, without a traceback."""
    before = tree(project.root)
    outcome = project.run("new", *arguments)
    assert (outcome.code, outcome.stdout) == (2, "")
    assert told in outcome.stderr
    assert tree(project.root) == before


def test_a_document_is_recognised_in_any_form(project: Project) -> None:
    """As a file, as YAML, in a folder of its own, or in one for order."""
    for path in (
        "content/news/en.yaml",
        "content/news/to/index.md",
        "content/news/2026/tre.md",
        "content/reports/fire.md",
    ):
        project.write(path, "---\ntitle: X\n---\n")
    for kind, title, path in (
        ("nyhet", "En", "content/news/en.yaml"),
        ("nyhet", "To", "content/news/to/index.md"),
        ("nyhet", "Tre", "content/news/2026/tre.md"),
        ("rapport", "Fire", "content/reports/fire.md"),
    ):
        outcome = project.run("new", kind, title)
        assert outcome.code == 2
        assert outcome.stderr.startswith(f"{path} finnes allerede")


def test_a_folder_with_something_in_it_is_left_alone(project: Project) -> None:
    """What lies there would suddenly belong to the new document."""
    project.write("content/reports/ny/notater.txt", "x")
    outcome = project.run("new", "rapport", "Ny")
    assert (outcome.code, outcome.stderr.startswith("Mappen content/reports/ny/")) == (2, True)


def test_what_cannot_be_written_leaves_nothing_behind(project: Project) -> None:
    """A file stands where the folder should be."""
    project.remove("content/videos")
    project.write("content/videos", "x")
    before = tree(project.root)
    outcome = project.run("new", "video", "Film")
    assert outcome.code == 1
    assert outcome.stderr.startswith("Kan ikke skrive content/videos/film/index.md: ")
    assert tree(project.root) == before


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_half_of_a_document_is_taken_away_again(
    number: int, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The captions were written when the disk became full, or the folder could only be read."""
    real = Path.open

    def failing(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "index.md" and args == ("x",):
            raise OSError(number, os.strerror(number))
        return real(self, *args, **kwargs)  # type: ignore[arg-type, call-overload]

    before = tree(project.root)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", failing)
        outcome = project.run("new", "video", "Film")
    assert outcome.code == 1
    assert outcome.stderr.startswith("Kan ikke skrive content/videos/film/index.md: ")
    assert not (project.root / "content/videos/film").exists()
    assert tree(project.root) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind root")
def test_a_read_only_folder_is_reported(project: Project) -> None:
    """And what to do about it."""
    (project.root / "content/news").chmod(0o555)
    try:
        outcome = project.run("new", "nyhet", "Ny")
    finally:
        (project.root / "content/news").chmod(0o755)
    assert outcome.code == 1
    assert outcome.stderr.startswith("Kan ikke skrive content/news/ny.md: ")


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own")
def test_nothing_is_written_outside_the_project(project: Project) -> None:
    """A folder of content that leads elsewhere is not followed."""
    (project.root / "elsewhere").mkdir()
    project.remove("content/news")
    (project.root / "content/news").symlink_to(project.root / "elsewhere")
    outcome = project.run("new", "nyhet", "Ny")
    assert outcome.code == 1
    assert "snarvei" in outcome.stderr
    assert tree(project.root / "elsewhere") == {}


def test_outside_a_project_there_is_nothing_to_add_to(project: Project) -> None:
    """The folders identify a project."""
    project.remove("themes")
    outcome = project.run("new", "nyhet", "Ny")
    assert outcome.code == 2
    assert outcome.stderr.startswith("Her finnes ikke noe prosjekt")


def test_a_broken_site_file_is_reported(project: Project) -> None:
    """The languages come from the sites."""
    project.write("content/sites/a.yaml", "id: [\n")
    outcome = project.run("new", "nyhet", "Ny")
    assert outcome.code == 1
    assert "content/sites/a.yaml" in outcome.stderr


@pytest.mark.parametrize("said", ["Nyhet", "nyhet", "article/nyhet", "content/news/nyhet.md"])
def test_a_translation_is_created_beside_its_original(said: str, project: Project) -> None:
    """By the original's title, name or file; what it should translate is listed."""
    project.write(
        "content/news/nyhet.md",
        "---\ntitle: Nyhet\nsummary: Om alt.\ndate: 2026-01-01\ntags: [Handel]\n---\nTekst.\n",
    )
    assert _path(project.run("new", "nyhet", said, "--lang", "en")) == "content/news/nyhet.en.md"
    text = project.read("content/news/nyhet.en.md")
    assert _fields(text) == {
        "title": "FYLL INN: Nyhet (på engelsk)",
        "summary": "FYLL INN: Om alt. (på engelsk)",
        "draft": "true",
    }
    assert "# tags:\n# - Handel\n" in text
    assert as_lines(project.report(command="check")) == []
    again = project.run("new", "nyhet", said, "--lang", "en")
    assert (again.code, again.stderr.startswith("content/news/nyhet.en.md finnes allerede")) == (2, True)


def test_a_title_may_be_long_and_its_file_less_so(project: Project) -> None:
    """The name ends with a whole word."""
    title = "Hvordan næringslivet i Drammensregionen kan samarbeide om å få flere unge ut i arbeid i året"
    assert _path(project.run("new", "nyhet", title)) == (
        "content/news/hvordan-naeringslivet-i-drammensregionen-kan-samarbeide-om-a-fa-flere-unge-ut-i.md"
    )


def test_a_new_document_is_not_published_unfinished(project: Project) -> None:
    """No draft any longer, it is wrong wherever something is still to be written, and right when it is."""
    path = _path(project.run("new", "nyhet", "En sak"))
    lines = project.read(path).splitlines()
    places = [number for number, line in enumerate(lines, 1) if line.find("FYLL INN") >= 0 and line[0] != "#"]
    assert len(places) > 1
    project.change(path, "draft: true", "draft: false")
    found = project.report()["findings"]
    assert [(one["code"], one["line"]) for one in found] == [("DW237", line) for line in places]
    project.write(path, project.read(path).replace("FYLL INN", "Ferdig"))
    project.build()


_UNCHOSEN = {
    "place": {"category": "eatery"},
    "event": {"start": "2027-01-28 08:00"},
    "report": {"year": "2027"},
    "video": {"provider": "youtube", "date": "2026-11-20"},
}
"""What no author has chosen in a new document of a kind, and something to choose."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_that_nobody_chose_is_not_published(kind: str, project: Project) -> None:
    """It is named with what to do about it, however the texts around it are filled in."""
    path = _path(project.run("new", kind, "Noe nytt"))
    project.change(path, "draft: true\n", "")
    project.write(path, re.sub("FYLL INN: |FYLL-INN", "Ferdig12345", project.read(path)))
    for file in (project.root / path).parent.glob("*.vtt"):
        file.write_text("WEBVTT\n\n00:00.000 --> 00:02.000\nHei.\n", encoding="utf-8")
    unchosen = _UNCHOSEN.get(kind, {})
    found = project.report()["findings"]
    assert sorted((one["code"], one["message"].split("»")[0]) for one in found) == sorted(
        ("DW241", f"Feltet «{field}") for field in unchosen
    )
    for field, value in unchosen.items():
        project.change(path, f"{field}: FYLL INN\n", f"{field}: {value}\n")
    project.build()


@pytest.mark.parametrize("title", ["Årsrapport 2031", "Rapport for 2031 og mer"])
def test_what_the_title_says_is_chosen(title: str, project: Project) -> None:
    """The year of a report need not be written twice."""
    assert _fields(project.read(_path(project.run("new", "rapport", title))))["year"] == "2031"


def test_it_is_said_where_a_document_is_published(project: Project) -> None:
    """Where nobody can be asked, it goes to every site with such content, which is in the file."""
    outcome = project.run("new", "nyhet", "På begge")
    assert "Det blir publisert på Alfa og Beta; ta bort fra «sites» det nettstedet" in outcome.stdout
    outcome = project.run("new", "nyhet", "På ett", "--site", "Beta")
    assert "Det blir publisert på Beta." in outcome.stdout
    assert _fields(project.read("content/news/pa-ett.md"))["sites"] == ["b"]
    outcome = project.run("new", "sted", "Bare der det finnes steder")
    assert "Det blir publisert på Beta." in outcome.stdout
    assert project.run("new", "nyhet", "På to", "--site", "b", "--site", "a").code == 0
    assert _fields(project.read("content/news/pa-to.md"))["sites"] == ["b", "a"]


@pytest.mark.parametrize(
    ("answers", "sites"),
    [
        (["1"], ["a"]),
        (["2"], ["b"]),
        (["3"], ["a", "b"]),
        (["begge"], ["a", "b"]),
        ([" Beta "], ["b"]),
        (["a"], ["a"]),
        (["", "4", "x", "2"], ["b"]),
    ],
)
def test_it_is_asked_where_a_document_is_published(
    answers: list[str], sites: list[str], project: Project
) -> None:
    """By number, name or id; the question is repeated until it is answered."""
    keyboard = Keyboard("".join(f"{answer}\n" for answer in answers))
    outcome = project.run("new", "nyhet", "Hvor?", keyboard=keyboard)
    assert outcome.code == 0, outcome.stderr
    assert "Hvor skal det publiseres?\n  1  Alfa\n  2  Beta\n  3  begge\n" in outcome.stdout
    assert _fields(project.read("content/news/hvor.md"))["sites"] == sites
    assert keyboard.read() == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["sted", "Bare Beta har steder"],
        ["nyhet", "Valgt", "--site", "a"],
        ["nyhet", "nyhet", "--lang", "en"],
    ],
)
def test_nothing_is_asked_that_is_known(arguments: list[str], project: Project) -> None:
    """One site, a chosen one, or a translation, which follows its original."""
    keyboard = Keyboard("1\n")
    assert project.run("new", *arguments, keyboard=keyboard).code == 0
    assert keyboard.read() == "1\n"


def test_an_unanswered_question_creates_nothing(project: Project) -> None:
    """The input ends before the answer."""
    outcome = project.run("new", "nyhet", "Avbrutt", keyboard=Keyboard())
    assert (outcome.code, outcome.stderr) == (2, "Ingenting er laget. Velg nettsted med --site.\n")
    assert not (project.root / "content/news/avbrutt.md").exists()


def test_a_translation_of_an_unfinished_draft_is_not_published(project: Project) -> None:
    """What is not chosen in the original would be published with it."""
    project.run("new", "video", "Filmen")
    project.write("content/videos/filmen/index.en.md", "---\ntitle: The film\n---\nFilm.\n")
    assert "DW241" in project.codes()
