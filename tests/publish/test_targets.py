"""How targets are written, and how failures are told."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from drammenworks.errors import UsageError
from drammenworks.publish.errors import git_error, store_error, without_secrets
from drammenworks.publish.targets import FolderTarget, GitTarget, StoreTarget, targets_of


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("git:origin#published/{site}", GitTarget("origin", "published/a")),
        ("git:origin#gh-pages:pr/7/{site}/", GitTarget("origin", "gh-pages", "pr/7/a")),
        ("git:https://vert.no/depot.git#main", GitTarget("https://vert.no/depot.git", "main")),
        ("git:git@vert.no:eier/depot#{site}", GitTarget("git@vert.no:eier/depot", "a")),
        ("git:../depot#x#{site}", GitTarget("../depot#x", "a")),
        ("s3://by/{site}", StoreTarget("s3://by/a")),
        ("sftp://ola@vert.no/srv/{site}", StoreTarget("sftp://ola@vert.no/srv/a")),
    ],
)
def test_targets(text: str, target: object) -> None:
    assert targets_of(text, ["a"]) == {"a": target}


def test_a_folder(tmp_path: Path) -> None:
    for text in (f"{tmp_path}/{{site}}", (tmp_path / "a").as_uri()):
        assert targets_of(text, ["a"]) == {"a": FolderTarget(tmp_path / "a")}


@pytest.mark.parametrize(
    ("url", "records"),
    [
        ("s3://by/a", "s3://by/.drammenworks/a"),
        ("s3://by/www/a/", "s3://by/www/.drammenworks/a"),
        ("sftp://ola@vert/srv/www/a", "sftp://ola@vert/srv/www/.drammenworks/a"),
    ],
)
def test_records_are_beside_the_site_and_never_in_it(url: str, records: str) -> None:
    assert StoreTarget(url).records == StoreTarget(records)


@pytest.mark.parametrize("text", ["/ut/{navn}", "s3://by/{Site}", "git:origin#{id}", "/ut/{site}/{}"])
def test_only_the_id_of_a_site_stands_in_braces(text: str) -> None:
    with pytest.raises(UsageError, match=r"Skriv \{site\} der id-en skal stå"):
        targets_of(text, ["a"])


def test_beside_a_bucket_there_is_no_place() -> None:
    with pytest.raises(UsageError, match="--state"):
        _ = StoreTarget("s3://by").records


@pytest.mark.parametrize(
    "branch",
    [
        "",
        "-x",
        ".x",
        "x..y",
        "x/",
        "/x",
        "x//y",
        "x.lock",
        "x y",
        "x~1",
        "x^",
        "x?",
        "x[",
        "x\\y",
        "@{x",
        "x.",
    ],
)
def test_what_git_calls_no_branch(branch: str) -> None:
    with pytest.raises(UsageError, match="er ikke en gren"):
        targets_of(f"git:origin#{branch}", ["a"])


@pytest.mark.parametrize(
    "text",
    [
        "s3://navn:hemmelig123@by/x",
        "https://ola:hemmelig123@vert.no/x?y",
        "ssh://ola:hemmelig123@vert.no:22/x",
        "az://by/x?sv=1&sig=hemmelig123",
        "fatal: unable to access 'https://ola:hemmelig123@vert.no/x/': 403",
        "https://ghp_hemmelig123hemmelig123hemmelig123@github.com/x",
        "s3://navn:x/hemmelig123@by/x",
        "sftp://navn:x@hemmelig123@vert.no/x",
        "sftp://navn:12/hemmelig123@vert.no/x",
        'Invalid bucket name "navn:hemmelig123@by"',
    ],
)
def test_secrets_of_urls_are_left_out(text: str) -> None:
    assert "hemmelig123" not in without_secrets(text)


@pytest.mark.parametrize(
    "name", ["AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "AZURE_STORAGE_CONNECTION_STRING", "PGPASSWORD"]
)
def test_secrets_of_variables_are_left_out(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "hemmelig123")
    assert "hemmelig123" not in str(store_error(ValueError("not hemmelig123"), "x"))
    assert "hemmelig123" not in str(git_error("fatal: hemmelig123", "x"))


@pytest.mark.parametrize(
    "text",
    ["sftp://ola@vert.no/x", "git@vert.no:eier/depot", "ssh://git@vert.no:22/x"],
)
def test_who_signs_in_is_still_named(text: str) -> None:
    assert without_secrets(text) == text


def _named(name: str, text: str = "x") -> Exception:
    error: Exception = type(name, (Exception,), {})(text)
    return error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "ikke mer plass"),
        (OSError(errno.EDQUOT, os.strerror(errno.EDQUOT)), "ikke mer plass"),
        (OSError(errno.EROFS, os.strerror(errno.EROFS)), "skrivebeskyttet"),
        (PermissionError(errno.EACCES, "x"), "ikke lov"),
        (PermissionError("x"), "ikke lov"),
        (FileNotFoundError("by"), "finnes ikke"),
        (NotADirectoryError(errno.ENOTDIR, "x"), "en mappe"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "x"), "svarer ikke"),
        (ConnectionResetError("x"), "svarer ikke"),
        (TimeoutError(), "svarer ikke"),
        (socket.gaierror(-2, "Name or service not known"), "svarer ikke"),
        (PermissionError("The AWS Access Key Id you provided: InvalidAccessKeyId"), "påloggingen"),
        (PermissionError("ExpiredToken: x"), "påloggingen"),
        (_named("ClientError", "AccessDenied"), "ikke lov"),
        (_named("NoCredentialsError"), "påloggingen"),
        (_named("DefaultCredentialsError"), "påloggingen"),
        (_named("ClientAuthenticationError"), "påloggingen"),
        (_named("AuthenticationException"), "påloggingen"),
        (_named("EndpointConnectionError"), "svarer ikke"),
        (_named("NoSuchBucket"), "finnes ikke"),
        (_named("Annet", "noe\nrart\x1b[2J"), "Annet: noe rart"),
    ],
    ids=lambda value: repr(value)[:40] if isinstance(value, Exception) else None,
)
def test_what_is_told_of_failures(error: Exception, words: str) -> None:
    said = str(store_error(error, "s3://by/a"))
    assert said.startswith("Kan ikke publisere til s3://by/a: ")
    assert words in said
    assert "\n" not in said
    assert "\x1b" not in said


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("remote: error: GH006: Protected branch update failed for refs/heads/x.", "beskyttet"),
        ("fatal: Authentication failed for 'https://vert.no/'", "påloggingen"),
        ("fatal: could not read Username for 'https://vert.no': terminal prompts disabled", "påloggingen"),
        ("git@vert.no: Permission denied (publickey).", "påloggingen"),
        ("remote: Permission to eier/depot.git denied to x.", "ikke lov"),
        ("fatal: unable to access 'x': The requested URL returned error: 403", "ikke lov"),
        ("fatal: unable to access 'x': Could not resolve host: vert.no", "svarer ikke"),
        ("ssh: connect to host vert.no port 22: Connection timed out", "svarer ikke"),
        ("fatal: 'x' does not appear to be a git repository", "finnes ikke"),
        ("remote: Repository not found.", "finnes ikke"),
        ("Host key verification failed.", "nøkkel"),
        ("fatal: write error: No space left on device", "ikke mer plass"),
        ("fatal: noe annet", "git sier: fatal: noe annet"),
    ],
)
def test_what_is_told_of_git(said: str, words: str) -> None:
    assert words in str(git_error(said, "origin"))
