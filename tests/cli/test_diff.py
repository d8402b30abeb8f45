"""``drammenworks diff`` between git revisions, the working tree and folders."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from drammenworks.engine.artifact import digest_of_file
from drammenworks.engine.stamps import RACY
from drammenworks.pipeline.maintenance.build_revision import StampedSite
from tests import repositories
from tests.project import AT, Outcome, Project, run

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def git(project: Project, *arguments: str) -> str:
    return repositories.git(project.root, *arguments)


def commit(project: Project) -> str:
    return repositories.commit(project.root)


@pytest.fixture
def repository(project: Project) -> Project:
    """The valid project in a repository of its own, on the branch main."""
    repositories.begin(project.root)
    return project


def diff(project: Project, *arguments: str) -> Outcome:
    return project.run("diff", "--at", AT, *arguments)


def sites(outcome: Outcome) -> dict[str, dict[str, list[dict[str, str]]]]:
    found: dict[str, dict[str, list[dict[str, str]]]] = json.loads(outcome.stdout)["sites"]
    return found


def test_an_edit_that_is_not_committed_is_compared(repository: Project) -> None:
    repository.change("content/events/mote.md", "18:00", "19:00")
    outcome = diff(repository, "main", "--format", "json")
    assert outcome.code == 0, outcome.stderr
    assert "Møtet" in [page["title"] for page in sites(outcome)["a"]["changed"]]


def test_two_revisions_are_compared_and_the_working_tree_is_left_alone(repository: Project) -> None:
    repository.change("content/pages/om.md", "title: ", "title: Ny ")
    commit(repository)
    repository.write("content/pages/om.md", "---\ntitle: Ikke lagret i git\n---\nTekst.\n")
    before = git(repository, "status", "--porcelain")
    outcome = diff(repository, "main~1", "main")
    assert outcome.code == 0, outcome.stderr
    assert "Ny " in outcome.stdout
    assert "Ikke lagret" not in outcome.stdout
    assert git(repository, "status", "--porcelain") == before
    assert git(repository, "worktree", "list").count("\n") == 0


def test_a_deleted_page_stops_and_an_alias_lets_it_pass(repository: Project) -> None:
    """The lost address is named; who pastes the alias is let through."""
    repository.remove("content/news/nyhet.md")
    outcome = diff(repository, "main")
    assert outcome.code == 1
    assert "Adresser som blir borte" in outcome.stdout
    lost = sites(diff(repository, "main", "--format", "json"))["a"]["lost"]
    address = lost[0]["path"]
    repository.change("content/pages/om.md", "title: ", f"aliases: [{address}]\ntitle: ")
    outcome = diff(repository, "main", "--format", "json")
    assert address in [page["path"] for page in sites(outcome)["a"]["moved"]]
    assert address not in [page["path"] for page in sites(outcome)["a"]["lost"]]


def test_an_address_of_the_ledger_is_told_of_like_any_other(repository: Project) -> None:
    """A build stops there; a comparison says what else changes, too."""
    repository.run("urls", "--write", "--at", AT)
    commit(repository)
    repository.remove("content/news/nyhet.md")
    repository.change("content/pages/om.md", "title: ", "title: Ny ")
    outcome = diff(repository, "main")
    assert outcome.code == 1
    assert "/aktuelt/nyhet/" in outcome.stdout
    assert "Ny " in outcome.stdout
    assert any("DW505" in line for line in repository.findings())


def test_the_second_comparison_reuses_the_first(repository: Project) -> None:
    """A checkout changes only the files that differ, so that the build of it is incremental."""
    first = commit_of_title(repository, "Første")
    diff(repository, "main~1", first)
    checkout = repository.root / ".cache/diff/after/project"
    stamps = {file: file.stat().st_mtime_ns for file in checkout.rglob("*.md")}
    second = commit_of_title(repository, "Andre")
    outcome = diff(repository, first, second)
    assert "Andre" in outcome.stdout
    assert [file.name for file, stamp in stamps.items() if file.stat().st_mtime_ns != stamp] == ["om.md"]


def commit_of_title(project: Project, title: str) -> str:
    project.write("content/pages/om.md", f"---\ntitle: {title}\n---\nTekst.\n")
    return commit(project)


def test_files_whose_digests_a_build_knows_are_not_read(tmp_path: Path) -> None:
    """Those that differ from what it published are."""
    (tmp_path / "annen.html").write_bytes(b"annen")
    site = StampedSite(
        "a",
        tmp_path,
        frozenset({"lik.html", "annen.html"}),
        {"lik.html": (1, 2, 3, 4), "annen.html": (1, 2, 3, 4)},
        {"lik.html": ((1, 2, 3, 4), "digest"), "annen.html": (RACY, "digest")},
    )
    assert site.digest("lik.html") == "digest"
    assert site.digest("annen.html") == digest_of_file(tmp_path / "annen.html")


def test_a_damaged_checkout_begins_anew(repository: Project) -> None:
    diff(repository, "main")
    state = repository.root / ".cache/diff/before/project.json"
    state.write_bytes(b"{")
    repository.change("content/pages/om.md", "title: ", "title: Ny ")
    outcome = diff(repository, "main")
    assert outcome.code == 0, outcome.stderr
    assert "Ny " in outcome.stdout


def test_links_in_a_revision_are_left_out(repository: Project) -> None:
    """A link could lead anywhere on this machine."""
    (repository.root / "content/pages/lenke.md").symlink_to("/etc/hostname")
    commit(repository)
    assert diff(repository, "main", "main~1").code in (0, 1)
    assert not (repository.root / ".cache/diff/before/project/content/pages/lenke.md").exists()


@pytest.mark.parametrize("name", ["finnes-ikke", "--output=x", "main:content", "", "a b", "../ut"])
def test_what_is_no_revision_is_told(repository: Project, name: str) -> None:
    outcome = diff(repository, "--", name)
    assert outcome.code == 2
    assert "utgave i git" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_history_that_was_not_fetched_is_told(repository: Project, tmp_path: Path) -> None:
    """As it is where only the newest commit is cloned."""
    (repository.root / "content/pages/mer.txt").write_text("x", encoding="utf-8")
    commit(repository)
    clone = tmp_path / "klone"
    git(repository, "clone", "--quiet", "--depth=1", repository.root.as_uri(), str(clone))
    outcome = run(clone, "diff", "HEAD~1")
    assert outcome.code == 2
    assert "git fetch --unshallow" in outcome.stderr


def test_a_comparison_that_cannot_be_written_is_told(published: Project) -> None:
    output = str(published.root / "output")
    outcome = run(published.root, "diff", output, output, "--output", "output/a/index.html/ut.md")
    assert outcome.code == 2
    assert "der ligger det noe annet enn en mappe. Flytt det, og prøv igjen." in outcome.stderr


def test_a_project_outside_git_is_told(project: Project) -> None:
    outcome = diff(project, "main")
    assert outcome.code == 2
    assert "utgave i git" in outcome.stderr


def test_a_revision_with_errors_shows_them(repository: Project) -> None:
    good = git(repository, "rev-parse", "HEAD")
    repository.write("content/pages/om.md", "---\ntitel: Feil\n---\n")
    commit(repository)
    outcome = diff(repository, good, "main")
    assert outcome.code == 3
    assert "DW" in outcome.stderr
    assert "Utgaven «main» kan ikke bygges" in outcome.stderr


def test_a_project_in_a_folder_of_its_repository(repository: Project, tmp_path: Path) -> None:
    """Paths in git begin at the repository, those of a build at the project."""
    outer = Project(tmp_path / "ytre")
    shutil.copytree(repository.root, outer.root / "nettsted", ignore=shutil.ignore_patterns(".git"))
    git(outer, "init", "--quiet", "--initial-branch", "main")
    commit(outer)
    inner = Project(outer.root / "nettsted")
    inner.change("content/pages/om.md", "title: ", "title: Ny ")
    outcome = diff(inner, "main")
    assert outcome.code == 0, outcome.stderr
    assert "Ny " in outcome.stdout


def test_folders_are_compared_without_git(published: Project, tmp_path: Path) -> None:
    shutil.copytree(published.root / "output", tmp_path / "før")
    published.change("output/a/om/index.html", "<h1", "<p>Et nytt avsnitt.</p><h1")
    outcome = diff(published, str(tmp_path / "før"), "output", "--format", "markdown")
    assert outcome.code == 0, outcome.stderr
    assert "+ Et nytt avsnitt." in outcome.stdout


def test_the_comparison_can_be_written_to_a_file(published: Project, tmp_path: Path) -> None:
    file = tmp_path / "forskjell.html"
    assert diff(published, "output", "output", "--format", "html", "--output", str(file)).code == 0
    assert "Ingen forskjell" in file.read_text(encoding="utf-8")
    outcome = diff(published, "output", "output", "--output", str(file / "x"))
    assert outcome.code == 2
    assert "Kan ikke skrive" in outcome.stderr


def test_pictures_are_for_the_page_alone(published: Project) -> None:
    outcome = diff(published, "output", "output", "--screenshots")
    assert outcome.code == 2
    assert "--format html" in outcome.stderr


def test_a_machine_without_a_browser_makes_the_page_without_pictures(
    published: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drammenworks.diff.page_shots.find_chromium", lambda: None)
    outcome = diff(published, "output", "output", "--screenshots", "--format", "html")
    assert outcome.code == 0
    assert "Fant verken Chromium eller Chrome" in outcome.stderr
    assert "Ingen forskjell" in outcome.stdout


def test_changed_templates_are_named(repository: Project) -> None:
    template = next((repository.root / "themes").rglob("layout.html"))
    template.write_text(
        template.read_text(encoding="utf-8").replace("<main", '<main data-x="1"'), encoding="utf-8"
    )
    outcome = diff(repository, "main", "--format", "markdown")
    assert template.relative_to(repository.root).as_posix() in outcome.stdout
    assert "det er malene som er endret" in outcome.stdout
    count = len(sites(diff(repository, "main", "--format", "json"))["a"]["templates_only"])
    other = len(sites(diff(repository, "main", "--format", "json"))["b"]["templates_only"])
    assert f"layout.html`: {count + other} sider er laget med den" in outcome.stdout
