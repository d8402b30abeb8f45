"""The comment on a pull request, and the command that publishes a preview and keeps the comment up to date."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from drammenworks.diff.changed_template import ChangedTemplate
from drammenworks.diff.json_report import as_json
from drammenworks.diff.markdown_report import as_markdown
from drammenworks.diff.page_links import PageLinks
from drammenworks.diff.read_json import from_json
from drammenworks.diff.site_difference import compare_outputs
from drammenworks.review.comment import comment, read_reports
from drammenworks.review.handed_over import ArtifactRefusedError, check_handed_over
from tests.diff.pages import page, write
from tests.project import Project
from tests.review.artifacts import BASE, GOOD, write_zip
from tests.review.fake_gh import install

HOSTILE = [
    "@kari og @org/alle",
    "[trykk](https://ond.example)",
    "<img src=x onerror=alert(1)>",
    "![x](https://ond.example/x.png)",
    "https://ond.example og www.ond.example",
    "#123 og org/depot#1",
    "```\n</details>\n# Stort",
    "| a | b |",
    "&#64;kari",
    "-->\n@kari",
]


def told(tmp_path: Path, **files: Any) -> str:
    """Return the comment on what was handed over, with these reports in place of the good ones."""
    reports = {
        f"{name}.json": content if isinstance(content, (str, bytes)) else json.dumps(content)
        for name, content in files.items()
    }
    handed = check_handed_over(write_zip(tmp_path / "x.zip", {**GOOD, **reports}), BASE)
    sites = {"a": "https://eier.github.io/depot/forhandsvisning/pr-7/a/"}
    return comment(
        read_reports(handed, ["https://a.example", "https://b.example/"]), sites, commit="0123456789abcdef"
    )


def finding(**values: Any) -> dict[str, Any]:
    return {
        "code": "DW101",
        "severity": "error",
        "path": "content/news/a.md",
        "line": 3,
        "column": 1,
        "message": "Noe er feil.",
        "hint": "Rett det.",
        **values,
    }


def test_the_comment_says_where_what_is_wrong_and_what_changes(tmp_path: Path) -> None:
    changed = {"path": "/om/", "title": "Om oss", "lang": "nb", "published": "https://a.example/om/"}
    change = {"before": "Vi er 12.", "after": "Vi er 14."}
    text = told(
        tmp_path,
        report={"findings": [finding(severity="warning", line=None), finding(), finding(severity="info")]},
        forskjell={"sites": {"a": {"changed": [{**changed, "text": [change]}]}}},
    )
    assert text == (
        "## Forhåndsvisning\n"
        "\n"
        "[a](<https://eier.github.io/depot/forhandsvisning/pr-7/a/>)\n"
        "\n"
        "> [!CAUTION]\n"
        "> **1 feil og 1 advarsel. Forslaget kan ikke tas inn før det som er feil, er rettet.**\n"
        "\n"
        "- `content/news/a.md:3` DW101: Noe er feil. → Rett det.\n"
        "- `content/news/a.md` DW101: Noe er feil. → Rett det.\n"
        "\n"
        "## Dette endrer seg for leserne\n"
        "\n"
        "### a\n"
        "\n"
        "**Endrede sider** (1)\n"
        "\n"
        "<details><summary>Om oss – /om/ (bokmål)</summary>\n"
        "\n"
        "[Slik blir siden](<https://eier.github.io/depot/forhandsvisning/pr-7/a/om/>) · "
        "[Slik er den nå](<https://a.example/om/>)\n"
        "\n"
        "```diff\n"
        "- Vi er 12.\n"
        "+ Vi er 14.\n"
        "```\n"
        "\n"
        "</details>\n"
        "\n"
        "_Gjelder 0123456789ab._\n"
    )


def test_what_could_not_be_compared_is_told(tmp_path: Path) -> None:
    handed = check_handed_over(
        write_zip(tmp_path / "x.zip", {"report.json": json.dumps({"findings": [finding()]})}), BASE
    )
    text = comment(read_reports(handed, []), {}, run_url="https://github.com/eier/depot/actions/runs/1")
    assert "Sidene er ikke lagt ut" in text
    assert "kan ikke sammenlignes" in text
    assert "DW101" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_formats_links_or_mentions(text: str, tmp_path: Path) -> None:
    """In findings, titles, addresses and texts; only our own links are there."""
    changed = {"path": f"/{text}/", "title": text, "lang": text, "published": f"https://a.example/{text}"}
    change = {"before": text, "after": f"{text}2"}
    site = {
        "changed": [
            {
                **changed,
                "notices": [{"kind": "title", **change}],
                "text": [change],
                "data": [{"name": text, **change}],
                "alternatives": [{"name": text, **change}],
            }
        ],
        "added": [{"path": text, "title": text, "lang": text}],
        "moved": [{"path": text, "title": text, "target": text}],
        "lost": [{"path": text, "title": text}],
        "calendars": [{"uid": text, "title": text, "change": "changed"}],
        "files": {"pictures": {"added": [text], "changed": [], "removed": [text]}},
        "around": [text],
        "templates_only": [f"/{text}"],
    }
    templates = [{"path": text, "pages": 3}]
    shown = told(
        tmp_path,
        report={"findings": [finding(path=text, message=text, hint=text)]},
        forskjell={"sites": {"a": site}, "templates": templates},
    )
    tree = LexborHTMLParser(MarkdownIt("gfm-like", {"linkify": False}).render(shown))
    ours = ("https://eier.github.io/depot/forhandsvisning/pr-7/a/", "https://a.example/")
    assert all((node.attributes["href"] or "").startswith(ours) for node in tree.css("a"))
    assert not tree.css("img, script, em:not(p:last-child em), table, h1, s")
    assert len(tree.css("details")) == shown.count("<details>") == shown.count("\n</details>\n")
    # What is in fenced code and in elements of HTML is no Markdown.
    prose = re.sub(
        r"^(`{3,})diff.*?^\1$|<summary>.*?</summary>|`[^`\n]*`", "", shown, flags=re.DOTALL | re.MULTILINE
    )
    prose = re.sub(r"\]\(<[^>]*>\)", "", prose)
    assert not re.search(r"@\w|#\d|https://ond|www\.ond", prose)


@pytest.mark.parametrize(
    "differences",
    [
        "",
        "[]",
        "{",
        '{"sites": []}',
        '{"sites": {"../b": {}}}',
        '{"sites": {"a/b": {}}}',
        '{"sites": {"a": {"changed": [{"path": 3}]}}}',
        '{"sites": {"a": {"lost": [{"path": null}]}}}',
        '{"sites": {"a": {"calendars": [{"uid": "", "change": "@alle"}]}}}',
        '{"sites": {"a": {"files": {"x": 1}}}}',
        "[" * 100_000,
        json.dumps({"sites": {str(number): {} for number in range(100)}}),
    ],
)
def test_a_comparison_of_no_form_is_refused(differences: str, tmp_path: Path) -> None:
    with pytest.raises(ArtifactRefusedError, match=r"forskjell\.json"):
        told(tmp_path, forskjell=differences)


@pytest.mark.parametrize(
    "report",
    [
        "",
        "[]",
        "{}",
        '{"findings": 1}',
        '{"findings": [1]}',
        json.dumps({"findings": [finding(code="@alle")]}),
        json.dumps({"findings": [finding(code="DW1²3")]}),
        json.dumps({"findings": [finding(severity="@alle")]}),
        json.dumps({"findings": [finding(message=None)]}),
        json.dumps({"findings": [finding(line="3\n@alle")]}),
        "[" * 100_000,
    ],
)
def test_a_report_of_no_form_is_refused(report: str, tmp_path: Path) -> None:
    with pytest.raises(ArtifactRefusedError, match=r"report\.json"):
        told(tmp_path, report=report)


def test_a_comment_is_never_too_long(tmp_path: Path) -> None:
    """GitHub refuses one of more than 65,536 characters."""
    change = {"before": "x" * 300, "after": "y" * 300}
    pages = [
        {"path": f"/{number}/", "title": "t" * 300, "lang": "nb", "text": [change] * 50}
        for number in range(200)
    ]
    text = told(
        tmp_path,
        report={"findings": [finding(message="m" * 5_000, hint="h" * 5_000, path="p" * 5_000)] * 500},
        forskjell={"sites": {"a": {"changed": pages}}},
    )
    assert 20_000 < len(text) < 65_536
    assert "fikk ikke plass" in text


@pytest.mark.parametrize(
    ("published", "is_linked"),
    [
        ("https://a.example/om/", True),
        ("https://a.example", True),
        ("https://b.example/om/", True),
        ("https://a.example.ond.example/", False),
        ("https://ond.example/om/", False),
        ("javascript:alert(1)", False),
        ("//a.example/", False),
    ],
)
def test_a_page_leads_to_our_sites_alone(published: str, is_linked: bool, tmp_path: Path) -> None:
    changed = {"path": "/om/", "title": "Om", "lang": "nb", "published": published}
    change = {"before": "x", "after": "y"}
    text = told(tmp_path, forskjell={"sites": {"a": {"changed": [{**changed, "text": [change]}]}}})
    assert (f"](<{published}>)" in text) is is_linked


def test_what_json_says_is_what_the_comparison_says(tmp_path: Path) -> None:
    """The comment that is made of the JSON is the one that is made of the folders."""
    calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Møte\r\nDTSTART:2026120{}T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    card = '<article class="card"><h3>{}</h3></article>'
    before = write(
        tmp_path / "before",
        {
            "om/index.html": page("<p>Vi er 12.</p><img src='/media/x.png' alt='En'><a href='/a/'>a</a>"),
            "kort/index.html": page(card.format("En"), path="/kort/"),
            "mal/index.html": page("<p>x</p>", path="/mal/"),
            "borte/index.html": page("", title="Borte"),
            "flyttet/index.html": page("", title="Flyttet"),
            "kalender.ics": calendar.format(1),
            "media/x.png": "1",
            "media/plan.pdf": "1",
        },
    )
    after = write(
        tmp_path / "after",
        {
            "om/index.html": page(
                "<p>Vi er 14.</p><img src='/media/x.png' alt='To'>",
                title="Ny",
                head='<meta name="description" content="d">',
            ),
            "kort/index.html": page(card.format("To"), path="/kort/"),
            "mal/index.html": page("<div><p>x</p></div>", path="/mal/"),
            "ny/index.html": page("", title="Ny side", lang="en"),
            "_redirects": "/flyttet/ /ny/ 301\n",
            "kalender.ics": calendar.format(2),
            "media/x.png": "2",
            "media/ny.pdf": "1",
        },
    )
    differences = compare_outputs(before, after)
    links = PageLinks("https://vis.example/pr-7/")
    templates = [ChangedTemplate("themes/base/templates/card.html", 212)]
    read = from_json(
        json.dumps(as_json(differences, templates=templates)).encode(),
        ["https://a.example", "https://b.example/"],
    )
    told_of = as_markdown(read.differences, links=links, templates=read.templates)
    assert told_of == as_markdown(differences, links=links, templates=templates)


class Host:
    """A project, a bare repository in place of GitHub's, and a stand-in for ``gh``."""

    def __init__(self, project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.project = project
        self.remote = folder / "server/Eier/depot"
        subprocess.run(["git", "init", "--quiet", "--bare", str(self.remote)], check=True)
        self.artifact = write_zip(folder / "levert.zip", GOOD)
        self.state = install(
            folder,
            pulls=[
                {"number": 7, "head": {"label": "fork:gren", "sha": "abc"}},
                {"number": 9, "head": {"label": "Eier:gren", "sha": "abc"}},
            ],
        )
        monkeypatch.setenv("PATH", f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setenv("GITHUB_SERVER_URL", (folder / "server").as_uri())
        monkeypatch.setenv("GITHUB_REPOSITORY", "Eier/depot")
        monkeypatch.setenv("GITHUB_ACTIONS", "true")

    def publish(self, *arguments: str) -> str:
        outcome = self.project.run("preview", "publish", str(self.artifact), *arguments)
        assert outcome.code == 0, outcome.stderr
        return outcome.stdout

    def known(self) -> dict[str, Any]:
        known: dict[str, Any] = json.loads(self.state.read_text(encoding="utf-8"))
        return known

    def comments(self) -> list[str]:
        return [one["body"] for one in self.known()["comments"]]

    def change(self, **values: Any) -> None:
        self.state.write_text(json.dumps({**self.known(), **values}), encoding="utf-8")

    def files(self) -> list[str]:
        command = ["git", "--git-dir", str(self.remote), "ls-tree", "-rz", "--name-only", "previews"]
        listed = subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout
        return [path for path in listed.split("\0") if path]


@pytest.fixture
def host(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Host:
    if os.name == "nt":
        pytest.skip("the workflows run on Linux")
    return Host(project, tmp_path / "host", monkeypatch)


def test_the_request_is_found_by_its_branch_and_commit(host: Host) -> None:
    """What a build says of its number is not believed; only files for that number are taken."""
    out = host.publish("--head", "fork:gren", "--commit", "abc")
    assert out.splitlines() == [
        f"https://eier.github.io/depot/forhandsvisning/pr-7/{site}/" for site in ("a", "b")
    ]
    assert "forhandsvisning/pr-7/a/index.html" in host.files()
    assert "forhandsvisning/pr-7/forskjell.html" in host.files()
    assert "forhandsvisning/pr-7/forskjell.md" not in host.files()
    outcome = host.project.run(
        "preview", "publish", str(host.artifact), "--head", "Eier:gren", "--commit", "abc"
    )
    assert outcome.code == 1
    assert "utenfor «depot/forhandsvisning/pr-9»" in outcome.stderr
    assert "pr-9" not in "".join(host.files())


def test_a_branch_that_moved_on_or_was_closed_is_left_alone(host: Host) -> None:
    out = host.publish("--head", "fork:gren", "--commit", "gammel")
    assert "Ingen åpne forslag" in out
    assert host.files() == []
    assert host.comments() == []


def test_one_comment_is_kept_up_to_date(host: Host) -> None:
    """Comments of others are left alone, even where they begin as ours do; of several of ours, one stays."""
    host.publish("--number", "7", "--commit", "abc")
    (first,) = host.comments()
    assert first.startswith("<!-- drammenworks: forhåndsvisning -->\n## Forhåndsvisning")
    assert "@alle" not in first
    theirs = {"id": 1, "user": {"login": "kari"}, "body": first}
    host.change(
        comments=[
            theirs,
            *host.known()["comments"],
            {**theirs, "id": 3, "user": {"login": "github-actions[bot]"}},
        ]
    )
    host.publish("--number", "7", "--commit", "def")
    comments = host.comments()
    assert len(comments) == 2
    assert comments[0] == first
    assert "Gjelder def" in comments[1]


def test_the_commit_says_where_its_preview_is(host: Host) -> None:
    """The editors' page leads there; where nothing was published, there is nowhere to lead to."""
    host.publish("--number", "7", "--commit", "abc", "--comment-only")
    assert "statuses" not in host.known()
    host.publish("--number", "7", "--commit", "abc")
    [(commit, status)] = host.known()["statuses"]
    assert (commit, status["state"], status["context"]) == ("abc", "success", "preview")
    assert status["target_url"] == "https://eier.github.io/depot/forhandsvisning/pr-7/forskjell.html"


def test_only_the_comment_is_written_for_whom_pages_are_not_published(host: Host) -> None:
    """As for a fork, whose pages nobody has looked at."""
    host.publish(
        "--number", "7", "--comment-only", "--run-url", "https://github.com/Eier/depot/actions/runs/1"
    )
    assert host.files() == []
    (text,) = host.comments()
    assert "Sidene er ikke lagt ut" in text
    assert "<https://github.com/Eier/depot/actions/runs/1>" in text


def test_previews_of_closed_requests_are_removed(host: Host) -> None:
    host.publish("--number", "7")
    host.change(pulls=[{"number": 9, "head": {"label": "Eier:gren", "sha": "abc"}}])
    outcome = host.project.run("preview", "prune")
    assert outcome.code == 0, outcome.stderr
    assert outcome.stdout == "pr-7: fjernet\n"
    assert host.files() == [".nojekyll"]


def test_when_github_does_not_answer_nothing_is_removed(host: Host) -> None:
    host.publish("--number", "7")
    before = host.files()
    host.change(fails=True)
    outcome = host.project.run("preview", "prune")
    assert outcome.code == 1
    assert "Bad credentials" in outcome.stderr
    assert host.files() == before


@pytest.mark.parametrize("path", ["../../.github/workflows/x.yml", f"{BASE}/a/.git/config", "CNAME"])
def test_of_a_hostile_artifact_nothing_is_used(host: Host, path: str) -> None:
    """Neither a page nor a comment."""
    write_zip(host.artifact, {**GOOD, path: "x"})
    outcome = host.project.run("preview", "publish", str(host.artifact), "--number", "7")
    assert outcome.code == 1
    assert "Ingenting er lagt ut" in outcome.stderr
    assert host.files() == []
    assert host.comments() == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "--number"),
        (["--head", "fork:gren"], "--commit"),
        (["--number", "7", "--repository", "a/b/c"], "eier/navn"),
        (["--number", "7", "--repository", "--x"], "eier/navn"),
        (["--number", "7", "--branch", "-x"], "«-x» kan ikke være navnet på en gren i git."),
        (["--number", "7", "--branch", "a..b"], "navnet på en gren"),
        (["--number", "7", "--branch", ""], "navnet på en gren"),
    ],
)
def test_what_the_command_needs_is_told(host: Host, arguments: list[str], message: str) -> None:
    outcome = host.project.run("preview", "publish", str(host.artifact), *arguments)
    assert outcome.code == 2
    assert message in outcome.stderr
