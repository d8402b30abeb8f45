"""Publishing to branches in git."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from drammenworks.publish.errors import PublishError, RefusedError, StoreError
from drammenworks.publish.git_repository import RejectedError, Repository
from drammenworks.publish.git_target import publish_to_branches, versions_of_branch
from drammenworks.publish.outcome import Outcome
from drammenworks.publish.site_files import BuiltSite, read_site
from drammenworks.publish.targets import GitTarget
from tests.publish.small_site import FIRST, SECOND, later, options

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="needs git"),
    pytest.mark.usefixtures("own_settings"),
]


@pytest.fixture
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("HOME", str(tmp_path))


class Host:
    """A bare repository, and a project that has it as its remote."""

    def __init__(self, folder: Path) -> None:
        self.remote = folder / "depot.git"
        self.project = folder / "prosjekt"
        self.output = folder / "output"
        self.project.mkdir()
        self._git("init", "--quiet", "--bare", str(self.remote))
        self._git("init", "--quiet", "--initial-branch=main", str(self.project))
        self._git("-C", str(self.project), "remote", "add", "origin", str(self.remote))

    def publish(
        self, sites: Mapping[str, Mapping[str, bytes]], target: str = "", **changes: object
    ) -> list[Outcome]:
        """Publish sites, each to its branch unless told otherwise."""
        shutil.rmtree(self.output, ignore_errors=True)
        for name, site in sites.items():
            for path, data in site.items():
                file = self.output / name / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
        built: dict[str, BuiltSite | None] = {name: read_site(self.output, name) for name in sites}
        return publish_to_branches(
            {name: self.target(name, target) for name in sites}, built, options(**changes), root=self.project
        )

    def back(self, *names: str, version: str = "", **changes: object) -> list[Outcome]:
        return publish_to_branches(
            {name: self.target(name) for name in names},
            dict.fromkeys(names),
            options(back_to=version, **changes),
            root=self.project,
        )

    def target(self, name: str, folder: str = "") -> GitTarget:
        return (
            GitTarget("origin", "pages", f"{folder}/{name}")
            if folder
            else GitTarget("origin", f"published/{name}")
        )

    def files(self, branch: str) -> dict[str, bytes]:
        names = self.git("ls-tree", "-r", "--name-only", "-z", branch).split("\0")
        return {
            name: self._git("--git-dir", str(self.remote), "show", f"{branch}:{name}")
            for name in names
            if name
        }

    def git(self, *arguments: str) -> str:
        return self._git("--git-dir", str(self.remote), *arguments).decode().strip()

    def history(self, branch: str) -> list[str]:
        return self.git("log", "--format=%s", branch).splitlines()

    def _git(self, *arguments: str) -> bytes:
        return subprocess.run(["git", *arguments], capture_output=True, check=True).stdout


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path)


def _site(site: Mapping[str, bytes]) -> dict[str, bytes]:
    return {**site, ".nojekyll": b""}


def test_each_site_gets_a_branch(host: Host) -> None:
    host.publish({"a": FIRST, "b": SECOND})
    assert host.files("published/a") == _site(FIRST)
    assert host.files("published/b") == _site(SECOND)


@pytest.mark.parametrize("branch", ["published", "published/a/under"])
def test_a_branch_that_another_leaves_no_room_for_is_told(host: Host, branch: str) -> None:
    """Git keeps branches as files in folders: trying again does not help."""
    host.publish({"a": FIRST})
    built: dict[str, BuiltSite | None] = {"a": read_site(host.output, "a")}
    with pytest.raises(StoreError, match=f"en annen gren står i veien for «{branch}»"):
        publish_to_branches({"a": GitTarget("origin", branch)}, built, options(), root=host.project)


def test_the_history_of_a_branch_is_kept(host: Host) -> None:
    host.publish({"a": FIRST}, note="en")
    host.publish({"a": SECOND}, note="to")
    assert host.history("published/a") == ["Publish to", "Publish en"]
    assert host.files("published/a~1") == _site(FIRST)


def test_a_site_that_did_not_change_is_left_alone(host: Host) -> None:
    host.publish({"a": FIRST, "b": FIRST})
    outcomes = host.publish({"a": FIRST, "b": FIRST | {"ny.txt": b"x"}})
    assert [outcome.is_new for outcome in outcomes] == [False, True]
    assert len(host.history("published/a")) == 1
    assert len(host.history("published/b")) == 2


def test_what_pages_used_stays_for_a_day(host: Host) -> None:
    host.publish({"a": FIRST})
    host.publish({"a": SECOND})
    files = host.files("published/a")
    assert "assets/site.11111111.css" in files
    assert "kontakt/index.html" not in files
    # By itself it makes no commit.
    assert not host.publish({"a": SECOND}, now=later(30))[0].is_new
    host.publish({"a": SECOND | {"ny.txt": b"x"}}, now=later(31))
    assert host.files("published/a") == _site(SECOND | {"ny.txt": b"x"})


def test_files_are_published_as_they_are(host: Host) -> None:
    """Neither line ends, attributes, ignored names nor names with quotes and spaces change anything."""
    odd = {
        "index.html": b"<html>\r\n</html>\r\n",
        ".gitattributes": b"* text=auto eol=lf\n",
        ".gitignore": b"*\n",
        ".well-known/security.txt": b"x",
        "files/År og «dag» (1).abcdef12.pdf": b"%PDF\r\n",
        "a'b c.txt": b"",
    }
    if os.name != "nt":
        odd |= {'"x".txt': b"x"}
    host.publish({"a": odd})
    assert host.files("published/a") == _site(odd)


def test_most_of_a_branch_is_not_removed(host: Host) -> None:
    """So is the branch with the sources of a project, to which somebody has published by mistake."""
    host.publish({"a": FIRST | {f"side-{number}.txt": b"" for number in range(20)}})
    with pytest.raises(RefusedError, match="--allow-removals"):
        host.publish({"a": FIRST})
    assert len(host.history("published/a")) == 1


def test_a_dry_run_pushes_nothing(host: Host) -> None:
    (outcome,) = host.publish({"a": FIRST}, dry_run=True)
    assert len(outcome.uploaded) == len(FIRST)
    assert host.git("for-each-ref") == ""


def test_sites_can_share_a_branch(host: Host) -> None:
    """Each has a folder there, and one commit has both."""
    host.publish({"a": FIRST, "b": SECOND}, "pr/7")
    host.publish({"c": FIRST}, "pr/8")
    host.publish({"a": SECOND}, "pr/7")
    files = host.files("pages")
    assert len(host.history("pages")) == 3
    assert {path for path in files if "/" not in path} == {".nojekyll"}
    assert {path.removeprefix("pr/8/c/"): data for path, data in files.items() if "/c/" in path} == FIRST
    assert {path.removeprefix("pr/7/b/"): data for path, data in files.items() if "/b/" in path} == SECOND
    assert files["pr/7/a/index.html"] == SECOND["index.html"]


def test_back_to_the_version_before(host: Host) -> None:
    host.publish({"a": FIRST, "b": FIRST})
    host.publish({"a": SECOND, "b": SECOND}, now=later(30))
    host.back("a", "b", now=later(60), keep_assets=later(0) - later(0))
    assert host.files("published/a") == host.files("published/b") == _site(FIRST)
    versions = versions_of_branch("a", host.target("a"), root=host.project)
    assert [version.is_public for version in versions] == [True, False, False]
    assert versions[0].restores == versions[2].name
    with pytest.raises(RefusedError, match="ingen tidligere utgave"):
        host.back("a")


@pytest.mark.parametrize("is_filtering", [False, True])
def test_back_to_any_version(host: Host, is_filtering: bool) -> None:
    """Hosts hand over the history without the files, as GitHub does, or with them."""
    host.git("config", "uploadpack.allowFilter", str(is_filtering).lower())
    host.git("config", "uploadpack.allowAnySHA1InWant", str(is_filtering).lower())
    host._git("-C", str(host.project), "remote", "set-url", "origin", host.remote.as_uri())
    for number in range(4):
        host.publish({"a": FIRST | {"om/index.html": b"%d" % number}}, now=later(number))
    for commit in host.git("rev-list", "published/a").split():
        before = host.files(commit)
        host.back("a", version=commit[:12])
        assert host.files("published/a") == before


@pytest.mark.parametrize("version", ["x", "0123456789", "--all", "main", "HEAD"])
def test_a_version_that_is_none_is_told(host: Host, version: str) -> None:
    host.publish({"a": FIRST})
    with pytest.raises(RefusedError, match="finnes ikke"):
        host.back("a", version=version)


def test_a_push_that_is_refused_leaves_all_branches(host: Host) -> None:
    host.publish({"a": FIRST, "b": FIRST})
    hook = host.remote / "hooks" / "update"
    hook.write_text('#!/bin/sh\ntest "$1" != refs/heads/published/b\n', encoding="utf-8")
    hook.chmod(0o755)
    with pytest.raises(StoreError):
        host.publish({"a": SECOND, "b": SECOND})
    assert host.files("published/a") == host.files("published/b") == _site(FIRST)
    hook.unlink()
    host.publish({"a": SECOND, "b": SECOND}, now=later(30))
    assert len(host.history("published/a")) == 2


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
@pytest.mark.parametrize("hook", ["pre-receive", "update", "reference-transaction"])
def test_a_push_that_is_killed_leaves_the_branch(host: Host, hook: str) -> None:
    """The host dies while it takes the files."""
    host.publish({"a": FIRST})
    file = host.remote / "hooks" / hook
    file.write_text("#!/bin/sh\nkill -9 $PPID\nexit 1\n", encoding="utf-8")
    file.chmod(0o755)
    with pytest.raises(StoreError):
        host.publish({"a": SECOND})
    file.unlink()
    for lock in host.remote.rglob("*.lock"):
        lock.unlink()
    assert host.files("published/a") == _site(FIRST)
    host.publish({"a": SECOND}, now=later(1))
    assert host.files("published/a").items() >= SECOND.items()


def test_who_pushes_meanwhile_is_not_lost(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    from drammenworks.publish import git_repository

    host.publish({"a": FIRST})
    other = Host.__new__(Host)
    other.__dict__.update(host.__dict__)
    original = git_repository.Repository.push
    pushes: list[int] = []

    def push(repository: git_repository.Repository, commits: Mapping[str, str]) -> None:
        pushes.append(1)
        if len(pushes) == 1:
            other.output = host.output.with_name("annet")
            other.publish({"a": FIRST | {"annet.txt": b"x"}}, note="imens")
        original(repository, commits)

    monkeypatch.setattr(git_repository.Repository, "push", push)
    host.publish({"a": SECOND}, note="min")
    assert host.history("published/a") == ["Publish min", "Publish imens", "Publish"]


def test_who_is_always_too_late_is_told_without_the_password(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reject(*_: object, **__: object) -> None:
        raise RejectedError

    monkeypatch.setattr(Repository, "tips", reject)
    target = GitTarget("https://ola:hemmelig123@vert.example/depot.git", "sider")
    with pytest.raises(PublishError) as error:
        publish_to_branches({"by": target}, {"by": None}, options(back_to=""), root=host.project)
    assert "vert.example" in str(error.value)
    assert "hemmelig123" not in str(error.value)


def test_the_projects_own_repository_is_left_alone(host: Host) -> None:
    def state() -> dict[str, bytes]:
        files = (file for file in (host.project / ".git").rglob("*") if file.is_file())
        return {str(file): file.read_bytes() for file in files}

    before = state()
    host.publish({"a": FIRST})
    host.publish({"a": SECOND})
    host.back("a")
    assert state() == before


def test_what_the_project_knows_of_hosts_holds_and_its_hooks_do_not(host: Host, tmp_path: Path) -> None:
    """How to sign in may be said in the project's own configuration alone; hooks are for what people push."""
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    hook = hooks / "pre-push"
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    for name, value in {
        "core.hooksPath": str(hooks),
        f"url.{host.remote.parent.as_posix()}/.insteadOf": "vert:",
        "core.worktree": str(tmp_path),
        "user.name": "Ola",
        "user.email": "ola@eksempel.no",
    }.items():
        host._git("-C", str(host.project), "config", name, value)
    site = read_site_of(host, FIRST)
    publish_to_branches({"a": GitTarget("vert:depot.git", "p")}, {"a": site}, options(), root=host.project)
    assert host.files("p") == _site(FIRST)
    assert host.git("log", "--format=%cn <%ce>", "p") == "Ola <ola@eksempel.no>"


def test_a_remote_can_be_a_folder_or_url(host: Host, tmp_path: Path) -> None:
    for number, remote in enumerate((str(host.remote), host.remote.as_uri(), "../depot.git")):
        site = read_site_of(host, {"index.html": b"%d</html>" % number})
        publish_to_branches({"a": GitTarget(remote, "p")}, {"a": site}, options(), root=host.project)
        assert host.files("p")["index.html"] == b"%d</html>" % number


def read_site_of(host: Host, site: Mapping[str, bytes]) -> BuiltSite:
    shutil.rmtree(host.output, ignore_errors=True)
    for path, data in site.items():
        (host.output / "a" / path).parent.mkdir(parents=True, exist_ok=True)
        (host.output / "a" / path).write_bytes(data)
    return read_site(host.output, "a")


@pytest.mark.parametrize(
    ("remote", "words"),
    [("finnes-ikke", "det finnes ikke"), ("https://ola:hemmelig123@vert.invalid/x", "svarer ikke")],
)
def test_a_remote_that_cannot_be_reached_is_told(host: Host, remote: str, words: str) -> None:
    site = read_site_of(host, FIRST)
    with pytest.raises(StoreError, match=words) as caught:
        publish_to_branches({"a": GitTarget(remote, "p")}, {"a": site}, options(), root=host.project)
    assert "hemmelig123" not in str(caught.value)


def test_a_damaged_list_of_what_is_retired_is_begun_anew(host: Host) -> None:
    host.publish({"a": FIRST})
    for text in (b"{", b"[]", b'{"retired": {"index.html": "i dag"}}', b'{"retired": [1]}', b"\xff"):
        host.publish({"a": FIRST | {".drammenworks.json": text}})
        host.publish({"a": SECOND}, now=later(1))
        assert host.files("published/a").items() >= _site(SECOND).items()
