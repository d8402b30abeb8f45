"""The inventory: who answers for what, what is due, old, missing or hard to read."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from typing import Any

import pytest

from drammenworks.checks.readability import lix
from tests.project import Project, run

AT = ("--at", "2026-11-21")


def write(project: Project, name: str, fields: str, body: str = "Ord.") -> str:
    """Write a piece of news and return its path."""
    path = f"content/news/{name}.md"
    file = project.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    text = f"---\ntitle: {name.capitalize()}\ndate: 2026-10-01\nsites: [a]\n{fields}---\n{body}\n"
    file.write_text(text, encoding="utf-8")
    return path


def rows(project: Project, *arguments: str) -> dict[str, dict[str, Any]]:
    """Return the inventory by path."""
    outcome = run(project.root, "content", "--format", "json", *AT, *arguments)
    assert outcome.code == 0, outcome.stderr
    return {row["path"]: row for row in json.loads(outcome.stdout)}


def test_each_document_has_a_row(project: Project) -> None:
    """In each language, with what is known of it."""
    path = write(
        project,
        "en",
        "summary: Om noe.\nowner: Kari i resepsjonen\nreviewed: 2026-01-02\nreview_by: 2026-11-21\n",
        "Se [dit](https://www.kommune.no/) og [hit](page:hjem-a).",
    )
    row = rows(project)[path]
    assert (row["owner"], row["reviewed"], row["review_by"]) == (
        "Kari i resepsjonen",
        "2026-01-02",
        "2026-11-21",
    )
    assert (row["kind"], row["lang"], row["status"], row["sites"]) == ("article", "nb", "published", ["a"])
    assert (row["is_due"], row["links_out"], row["has_summary"], row["has_picture"]) == (True, 1, True, False)
    files = {file.relative_to(project.root).as_posix() for file in project.root.glob("content/news/*.md")}
    assert files <= rows(project).keys()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ("draft: true\n", "draft"),
        ("publish_at: 2026-11-21 00:01\n", "planned"),
        ("publish_at: 2026-11-20 23:59\n", "published"),
        ("expire_at: 2026-11-20 23:59\n", "expired"),
        ("expire_at: 2026-12-01 00:00\n", "published"),
    ],
)
def test_the_status_is_that_of_the_moment(project: Project, fields: str, status: str) -> None:
    """Drafts, embargoes and what has expired are in the list too."""
    path = write(project, "en", fields)
    assert rows(project)[path]["status"] == status


def test_what_is_due_is_a_list_by_itself(project: Project) -> None:
    """What has been due for longest first; what is due tomorrow is not."""
    late = write(project, "sen", "review_by: 2025-01-01\n")
    later = write(project, "senere", "review_by: 2026-11-21\n")
    write(project, "framtid", "review_by: 2026-11-22\n")
    assert list(rows(project, "--due")) == [late, later]


def test_a_check_reminds_of_it(project: Project) -> None:
    """As a remark, at the line of the day; a build does not."""
    path = write(project, "sen", "review_by: 2025-01-01\n")
    checked = run(project.root, "check", *AT)
    assert f"{path}:5" in checked.stderr
    assert "DW469" in checked.stderr
    assert "DW469" not in run(project.root, "build", *AT).stderr


def test_a_translation_follows_its_original(project: Project) -> None:
    """What is inherited is due once, and a translation that is older than its original is told of."""
    path = write(project, "sen", "review_by: 2025-01-01\nupdated: 2026-09-01\n")
    translated = project.root / path.replace(".md", ".en.md")
    translated.write_text("---\ntitle: Late\nupdated: 2026-08-01\n---\nWords.\n", encoding="utf-8")
    found = rows(project)
    row = found[path.replace(".md", ".en.md")]
    assert (found[path]["is_due"], row["is_due"], row["is_stale"]) == (True, False, True)


def test_a_missing_language_is_told_of_at_the_original(project: Project) -> None:
    """Of the languages of the sites that it is for."""
    path = write(project, "en", "")
    (site,) = project.root.glob("content/sites/a.yaml")
    languages = ["nb", "en"] if "en" in site.read_text(encoding="utf-8") else ["nb"]
    assert rows(project)[path]["missing_languages"] == languages[1:]


def test_the_day_of_the_last_change_is_that_of_git(project: Project) -> None:
    """Where there is no git, or a change is not committed, that of the disk."""
    path = write(project, "en", "")
    today = rows(project)[path]["changed"]

    def git(*arguments: str) -> None:
        stamp = {
            "GIT_AUTHOR_DATE": "2024-02-03T12:00:00+01:00",
            "GIT_COMMITTER_DATE": "2024-02-03T12:00:00+01:00",
        }
        command = ["git", "-c", "user.name=K", "-c", "user.email=k@example.no", *arguments]
        subprocess.run(command, cwd=project.root, check=True, capture_output=True, env=environment | stamp)

    environment = dict(os.environ)
    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Alt")
    assert rows(project)[path]["changed"] == "2024-02-03"
    write(project, "en", "summary: Nytt.\n")
    assert rows(project)[path]["changed"] == today


def test_a_spreadsheet_opens_it(project: Project) -> None:
    """As Norwegian Excel does: UTF-8 with a mark, semicolons, no title that is taken for a formula."""
    path = write(project, "en", "")
    file = project.root / path
    file.write_text(
        file.read_text(encoding="utf-8").replace("title: En", 'title: "=1+1;x"'), encoding="utf-8"
    )
    outcome = run(project.root, "content", "--format", "csv", "--output", "ut.csv", *AT)
    assert outcome.code == 0, outcome.stderr
    data = (project.root / "ut.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    found = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    row = next(row for row in found if row["Fil"] == path)
    assert (row["Tittel"], row["Status"], row["Ingress"]) == ("'=1+1;x", "publisert", "nei")


def test_an_issue_shows_titles_as_they_are(project: Project) -> None:
    """Markdown in a title is no markup, and nobody is mentioned."""
    path = write(project, "en", 'review_by: 2025-01-01\nowner: "@kari"\n')
    file = project.root / path
    file.write_text(
        file.read_text(encoding="utf-8").replace("title: En", 'title: "**x** <b> @ola"'), encoding="utf-8"
    )
    text = run(project.root, "content", "--due", "--format", "markdown", *AT).stdout
    assert "- [ ] `content/news/en.md` \\*\\*x\\*\\* \\<b\\>" in text
    assert "@ola" not in text
    assert "@kari" not in text


def test_a_title_in_the_words_of_a_status_is_no_status(project: Project) -> None:
    path = write(project, "en", "")
    file = project.root / path
    file.write_text(
        file.read_text(encoding="utf-8").replace("title: En", "title: published"), encoding="utf-8"
    )
    text = run(project.root, "content", "--format", "csv", *AT).stdout
    line = next(line for line in text.splitlines() if path in line)
    assert line.split(";")[3] == "published"


def test_the_list_is_a_page(project: Project) -> None:
    """It needs no other file, and escapes what it shows."""
    path = write(project, "en", "")
    file = project.root / path
    file.write_text(
        file.read_text(encoding="utf-8").replace("title: En", "title: <script>x"), encoding="utf-8"
    )
    html = run(project.root, "content", "--format", "html", *AT).stdout
    assert "&lt;script&gt;x" in html
    assert "<script" not in html


def test_a_document_that_cannot_be_read_hides_no_other(project: Project) -> None:
    """It is in no row; check says why."""
    path = write(project, "en", "")
    broken = write(project, "to", "summary: [\n")
    found = rows(project)
    assert path in found
    assert broken not in found


def test_sites_that_cannot_be_read_are_told_of(project: Project) -> None:
    """With what is wrong, as a build does."""
    for site in project.root.glob("content/sites/*.yaml"):
        site.write_text("id: [\n", encoding="utf-8")
    outcome = run(project.root, "content", *AT)
    assert outcome.code == 1
    assert "content/sites/a.yaml" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_a_file_that_cannot_be_written_is_told_of(project: Project) -> None:
    """As a sentence, in the language of the rest, that says what to do."""
    (project.root / "fil").write_text("", encoding="utf-8")
    outcome = run(project.root, "content", "--output", "fil/ut.csv", *AT)
    assert outcome.code == 1
    assert "Kan ikke skrive" in outcome.stderr
    assert "der ligger det noe annet enn en mappe. Flytt det, og prøv igjen." in outcome.stderr


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("Kort. " * 60, 1),
        ("Ordet er her nå. " * 20, 4),
        ("Næringslivsorganisasjoner samarbeider. " * 30, 102),
        ("Bare noen ord.", None),
        ("", None),
        ("2026 1 000 %. " * 100, None),
    ],
)
def test_the_index_of_a_text(text: str, index: int | None) -> None:
    """Words of a sentence and long words in a hundred; nothing of a text that is short or is numbers."""
    assert lix([text]) == index


def test_paragraphs_end_sentences() -> None:
    """A heading without a full stop is one; an abbreviation within a line ends one too, as LIX has it."""
    assert lix(["Ord " * 30, "Ord " * 30]) == 30
