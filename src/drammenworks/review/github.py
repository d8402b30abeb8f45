"""What we ask of GitHub, by its own command line program: open pull requests, and one comment on each."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any, Final

from drammenworks.errors import DrammenworksError, Phrase, UsageError

_MARKER: Final = "<!-- drammenworks: forhåndsvisning -->"
"""Begins our comment, and nobody sees it."""
_DESCRIPTION: Final = "Forhåndsvisning, og hva som endrer seg for leserne"
_BOT: Final = "github-actions[bot]"
_TIMEOUT: Final = 120


class GitHubError(DrammenworksError):
    """GitHub did not do what was asked."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(Phrase("GitHub svarte ikke som ventet: {reason}", reason=reason))

    def __reduce__(self) -> tuple[type[GitHubError], tuple[str]]:
        return (type(self), (self.reason,))


class GitHub:
    """A repository on GitHub."""

    def __init__(self, repository: str) -> None:
        """Create it.

        :param repository: ``owner/name``.
        """
        self._repository = repository
        gh = shutil.which("gh")
        if gh is None:
            raise UsageError(
                Phrase("Fant ikke «gh», som må til for å spørre GitHub. Installer det fra cli.github.com.")
            )
        self._gh = gh

    def open_requests(self) -> list[int]:
        """Return the numbers of the open pull requests."""
        return [request["number"] for request in self._list("pulls?state=open&per_page=100")]

    def request_of(self, head: str, commit: str) -> int | None:
        """Return the number of the open pull request of a branch whose last commit is this one.

        The number is asked for: a build of a pull request could hand over any.

        :param head: ``owner:branch``, as GitHub itself names where a run came from.
        """
        fields = ["--method", "GET", "-f", "state=open", "-f", f"head={head}"]
        found = self._list("pulls", *fields)
        return next((one["number"] for one in found if one["head"]["sha"] == commit), None)

    def keep_comment(self, number: int, text: str) -> None:
        """Write our one comment on a pull request, or bring it up to date."""
        body = f"{_MARKER}\n{text}"
        me = self._me()
        ours = [
            comment
            for comment in self._list(f"issues/{number}/comments?per_page=100")
            if comment["user"]["login"] == me and comment["body"].startswith(_MARKER)
        ]
        if not ours:
            self._send("POST", f"issues/{number}/comments", {"body": body})
        elif ours[0]["body"] != body:
            self._send("PATCH", f"issues/comments/{ours[0]['id']}", {"body": body})
        for comment in ours[1:]:
            self._send("DELETE", f"issues/comments/{comment['id']}", None)

    def link_preview(self, commit: str, url: str) -> None:
        """Say at a commit where its preview is; the editors' page leads there from what it proposes."""
        values = {"state": "success", "context": "preview", "target_url": url, "description": _DESCRIPTION}
        self._send("POST", f"statuses/{commit}", values)

    def _me(self) -> str:
        # The token of a run may not ask who it is.
        return _BOT if os.environ.get("GITHUB_ACTIONS") else str(json.loads(self._api("user"))["login"])

    def _list(self, path: str, *arguments: str) -> list[dict[str, Any]]:
        text = self._api(f"repos/{self._repository}/{path}", "--paginate", *arguments)
        return [entry for page in _documents(text) for entry in page]

    def _send(self, method: str, path: str, values: dict[str, str] | None) -> None:
        given = json.dumps(values) if values is not None else None
        arguments = ["--method", method, *(["--input", "-"] if given is not None else [])]
        self._api(f"repos/{self._repository}/{path}", *arguments, given=given)

    def _api(self, path: str, *arguments: str, given: str | None = None) -> str:
        try:
            done = subprocess.run(
                [self._gh, "api", path, *arguments],
                input=(given or "").encode(),
                capture_output=True,
                check=False,
                timeout=_TIMEOUT,
            )
        except subprocess.TimeoutExpired as error:
            raise GitHubError(Phrase("det tok for lang tid")) from error
        if done.returncode != 0:
            raise GitHubError(done.stderr.decode("utf-8", "replace").strip())
        return done.stdout.decode("utf-8", "replace")


def _documents(text: str) -> Iterator[Any]:
    """Yield the JSON documents of a text: one for each page of a long answer, or one for all of them."""
    decoder = json.JSONDecoder()
    position = 0
    while position < len(text):
        try:
            document, position = decoder.raw_decode(text, position)
        except ValueError as error:
            raise GitHubError(text[:200]) from error
        yield document
        while position < len(text) and text[position].isspace():
            position += 1
