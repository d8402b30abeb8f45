"""``drammenworks publish`` as it is typed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.project import AT, Outcome, Project, tree
from tests.trees import assert_same

pytestmark = pytest.mark.usefixtures("quiet_environment")


@pytest.fixture
def quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_SHA", "CI_COMMIT_SHA"):
        monkeypatch.delenv(name, raising=False)


def publish(project: Project, target: str | Path, *arguments: str) -> Outcome:
    return project.run("publish", str(target), *arguments)


def report(project: Project, target: str | Path, *arguments: str) -> list[dict[str, Any]]:
    outcome = publish(project, target, "--format", "json", *arguments)
    assert outcome.code == 0, outcome.stderr
    sites: list[dict[str, Any]] = json.loads(outcome.stdout)["sites"]
    return sites


def test_both_sites_are_published_to_folders(published: Project, tmp_path: Path) -> None:
    target = tmp_path / "www" / "{site}"
    outcome = publish(published, target)
    assert outcome.code == 0, outcome.stderr
    assert "er lagt ut" in outcome.stdout
    for site in ("a", "b"):
        assert_same(tree(tmp_path / "www" / site), tree(published.root / "output" / site))
    again = publish(published, target)
    assert again.stdout.count("ingenting er endret siden sist") == 2


def test_what_no_build_wrote_is_not_published(published: Project, tmp_path: Path) -> None:
    published.write("output/a/.DS_Store", "x")
    publish(published, tmp_path / "{site}")
    assert not (tmp_path / "a" / ".DS_Store").exists()


def test_what_a_build_wrote_and_somebody_removed_stops(published: Project, tmp_path: Path) -> None:
    """Rather than that the page is removed for the public, too."""
    assert publish(published, tmp_path / "{site}").code == 0
    (published.root / "output/a/om/index.html").unlink()
    outcome = publish(published, tmp_path / "{site}")
    assert outcome.code == 1
    assert "«om/index.html» er bygd, men mangler" in outcome.stderr
    assert (tmp_path / "a/om/index.html").exists()


def test_what_is_public_is_listed_where_no_versions_are_kept(published: Project, tmp_path: Path) -> None:
    publish(published, tmp_path / "{site}", "--keep-versions", "0")
    outcome = publish(published, tmp_path / "{site}", "--versions", "--site", "a")
    assert "ligger ute nå" in outcome.stdout


def test_a_folder_without_a_list_of_a_build_is_published_whole(published: Project, tmp_path: Path) -> None:
    """So is what one job of CI hands to the next."""
    shutil.copytree(published.root / "output" / "a", tmp_path / "sites" / "a")
    target = tmp_path / "www" / "{site}"
    (site,) = report(published, target, "--output", str(tmp_path / "sites"))
    assert site["site"] == "a"
    assert_same(tree(tmp_path / "www" / "a"), tree(tmp_path / "sites" / "a"))


def test_one_site_needs_no_placeholder(published: Project, tmp_path: Path) -> None:
    assert publish(published, tmp_path / "www", "--site", "b").code == 0
    assert_same(tree(tmp_path / "www"), tree(published.root / "output" / "b"))


def test_two_sites_in_one_place_are_refused(published: Project, tmp_path: Path) -> None:
    outcome = publish(published, tmp_path / "www")
    assert outcome.code == 2
    assert "{site}" in outcome.stderr
    assert not (tmp_path / "www").exists()


def test_versions_are_listed_and_gone_back_to(published: Project, tmp_path: Path) -> None:
    target = tmp_path / "www"
    chosen = ("--site", "a")
    publish(published, target, *chosen, "--note", "den første")
    before = (target / "index.html").read_bytes()
    published.write("output/a/index.html", b"<!doctype html><title>Ny</title>")
    publish(published, target, *chosen)
    listed = publish(published, target, *chosen, "--versions")
    first, second = listed.stdout.splitlines()
    assert "ligger ute nå" in first
    assert "den første" in second
    outcome = publish(published, target, *chosen, "--back")
    assert outcome.code == 0, outcome.stderr
    assert "tilbake til utgave" in outcome.stdout
    assert (target / "index.html").read_bytes() == before
    versions = json.loads(publish(published, target, *chosen, "--versions", "--format", "json").stdout)
    assert versions["versions"][0]["restores"] == versions["versions"][2]["version"]
    publish(published, target, *chosen, "--back-to", versions["versions"][1]["version"])
    assert b"Ny" in (target / "index.html").read_bytes()


def test_going_back_needs_no_build(published: Project, tmp_path: Path) -> None:
    """The sites need not be built on the machine from which somebody goes back."""
    target = tmp_path / "www"
    publish(published, target, "--site", "a")
    published.write("output/a/index.html", b"<!doctype html><title>Ny</title>")
    publish(published, target, "--site", "a")
    published.remove("output")
    assert publish(published, target, "--site", "a", "--back").code == 0
    assert publish(published, target, "--versions").code == 0


def test_a_dry_run_lists_paths(published: Project, tmp_path: Path) -> None:
    outcome = publish(published, tmp_path / "{site}", "--dry-run")
    assert outcome.code == 0
    assert "+ assets/" in outcome.stdout
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("https://eksempel.no/{site}", "adressen leserne bruker"),
        ("ftp://eksempel.no/{site}", "kan det ikke publiseres til"),
        ("git:origin/{site}", "er ikke en gren"),
        ("git:#gren/{site}", "er ikke en gren"),
        ("git:--upload-pack=x#gren/{site}", "er ikke en gren"),
        ("git:origin#gren..{site}", "er ikke en gren"),
        ("git:origin#gren:../{site}", "er ikke en gren"),
        ("git:origin#gren:.git/{site}", "er ikke en gren"),
        ("output/{site}", "mappen nettstedet er bygd i"),
        ("output/{site}/under", "mappen nettstedet er bygd i"),
        ("output/ut-{site}", "mappen nettstedet er bygd i"),
        ("{site}/../output/a/../{site}", "mappen nettstedet er bygd i"),
        ("gs://{site}", "hel bøtte"),
    ],
)
def test_a_target_that_is_none_is_told(published: Project, target: str, words: str) -> None:
    outcome = publish(published, target)
    assert outcome.code == 2
    assert words in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_options_that_exclude_each_other(published: Project, tmp_path: Path) -> None:
    for pair in (("--back", "--versions"), ("--back", "--back-to=x"), ("--versions", "--back-to=x")):
        assert publish(published, tmp_path / "{site}", *pair).code == 2


def test_a_site_that_is_not_built_is_told(published: Project, tmp_path: Path) -> None:
    outcome = publish(published, tmp_path / "{site}", "--site", "c")
    assert outcome.code == 2
    assert "Der ligger: a, b" in outcome.stderr


def test_without_a_build_nothing_is_published(project: Project, tmp_path: Path) -> None:
    outcome = publish(project, tmp_path / "{site}")
    assert outcome.code == 2
    assert "ingen bygde nettsteder" in outcome.stderr


def test_a_password_in_a_target_is_never_printed(published: Project) -> None:
    for target in (
        "ftp://ola:hemmelig123@eksempel.no/{site}",
        "https://ola:hemmelig123@eksempel.no/{site}",
        "git:https://ola:hemmelig123@vert.invalid/depot#gren/{site}",
        "git:https://ola:hemmelig123@vert.invalid/depot",
        "git:https://ola:x/hemmelig123@vert.invalid/depot#gren/{site}",
        "sftp://ola:x/hemmelig123@vert.invalid/{site}",
    ):
        outcome = publish(published, target)
        assert outcome.code in (1, 2)
        assert "hemmelig123" not in outcome.stderr + outcome.stdout
        assert "Traceback" not in outcome.stderr


def test_a_folder_that_may_not_be_written_is_told(published: Project, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x", encoding="utf-8")
    outcome = publish(published, tmp_path / "fil" / "{site}")
    assert outcome.code == 1
    assert "Kan ikke publisere til" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_the_whole_speaks_english(published: Project, tmp_path: Path) -> None:
    outcome = published.run("--lang", "en", "publish", str(tmp_path / "{site}"))
    assert outcome.code == 0
    assert "uploaded" in outcome.stdout


def test_records_can_be_elsewhere(published: Project, tmp_path: Path) -> None:
    state = ("--state", str(tmp_path / "private" / "{site}"))
    publish(published, tmp_path / "www" / "{site}", *state)
    assert (tmp_path / "private" / "a" / "current.json").is_file()
    assert {path.name for path in (tmp_path / "www").iterdir()} == {"a", "b"}
    again = publish(published, tmp_path / "www" / "{site}", *state)
    assert again.stdout.count("ingenting er endret") == 2


def test_records_of_two_sites_are_not_in_one_place(published: Project, tmp_path: Path) -> None:
    outcome = publish(published, tmp_path / "www" / "{site}", "--state", str(tmp_path / "private"))
    assert outcome.code == 2
    assert "{site}" in outcome.stderr
    assert not (tmp_path / "private").exists()


@pytest.mark.parametrize("state", ["www/{site}", "www/{site}/", "www/{site}/.drammenworks"])
def test_records_are_not_where_the_public_reads(published: Project, tmp_path: Path, state: str) -> None:
    outcome = publish(published, tmp_path / "www" / "{site}", "--state", str(tmp_path / state))
    assert outcome.code == 2
    assert "offentlige" in outcome.stderr
    assert not (tmp_path / "www").exists()


def test_versions_are_found_where_the_records_are(published: Project, tmp_path: Path) -> None:
    state = ("--state", str(tmp_path / "private" / "{site}"), "--site", "a")
    publish(published, tmp_path / "www", *state)
    assert "ligger ute nå" in publish(published, tmp_path / "www", *state, "--versions").stdout


def test_branches_have_no_other_records(published: Project, tmp_path: Path) -> None:
    outcome = publish(published, "git:origin#x/{site}", "--state", str(tmp_path))
    assert outcome.code == 2
    assert "historikken" in outcome.stderr
    assert publish(published, tmp_path / "{site}", "--state", "git:origin#x/{site}").code == 2


def test_a_dry_run_tells_new_pages_from_changed_ones(published: Project, tmp_path: Path) -> None:
    target = tmp_path / "{site}"
    publish(published, target)
    published.write("output/a/index.html", b"<!doctype html><title>Ny</title>")
    outcome = publish(published, target, "--dry-run", "--site", "a")
    assert "  ~ index.html" in outcome.stdout
    assert "  +" not in outcome.stdout


@pytest.mark.parametrize("option", [("--drafts",), ("--base-url", "https://eksempel.no/forslag/7")])
def test_drafts_and_previews_are_published_only_when_told(
    project: Project, tmp_path: Path, option: tuple[str, ...]
) -> None:
    assert project.run("build", "--at", AT, *option).code == 0
    outcome = publish(project, tmp_path / "{site}")
    assert outcome.code == 1
    assert "har med utkast" in outcome.stderr
    assert not (tmp_path / "a").exists()
    assert publish(project, tmp_path / "{site}", "--allow-hidden").code == 0
