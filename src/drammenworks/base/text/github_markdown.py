"""Text of strangers in GitHub's Markdown: in comments and in the summaries of runs.

It can neither format, link, nor mention anybody: each special character is escaped, and what is quoted stands
in fenced code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drammenworks.errors.phrase import CONTROL

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|~&@$]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
"""What formats, links or mentions in the midst of a line."""
_MENTION: Final = re.compile(r"(\\[@#])")
_BACKTICKS: Final = re.compile("`+")
_MAX_LINE: Final = 400


def escape(text: str) -> str:
    """Return a text that Markdown shows as it is; with a space of no width, nobody is mentioned."""
    return _MENTION.sub("\\1\u200b", _SPECIAL.sub(r"\\\1", CONTROL.sub(" ", text)))


def escape_html(text: str) -> str:
    """Return a text for the inside of an HTML element."""
    shown = CONTROL.sub(" ", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return shown.replace("@", "@\u200b").replace("#", "#\u200b")


def linked(text: str, url: str) -> str:
    """Return a text that links to ``url``; the text alone when that is no URL that Markdown takes."""
    shown = escape(text)
    return f"[{shown}](<{url}>)" if url and not re.search(r"[<>\s]", url) else shown


def code(text: str) -> str:
    """Return a text as code in a line."""
    shown = CONTROL.sub(" ", text)
    longest = max((len(run) for run in _BACKTICKS.findall(shown)), default=0)
    ticks = "`" * (longest + 1)
    return f"{ticks} {shown} {ticks}" if longest else f"`{shown}`"


def fenced(lines: Iterable[str]) -> str:
    """Return lines of a difference as a block of code that none of them can end."""
    body = "\n".join(cut(CONTROL.sub(" ", line)) for line in lines)
    longest = max((len(run) for run in _BACKTICKS.findall(body)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}diff\n{body}\n{fence}"


def alert(kind: str, text: str) -> str:
    """Return a sentence that GitHub and GitLab show in a box of its own.

    :param kind: ``CAUTION`` or ``WARNING``.
    """
    return f"> [!{kind}]\n> **{escape(text)}**\n"


def cut(text: str) -> str:
    """Return a text, or the beginning of one that is too long to quote."""
    return text if len(text) <= _MAX_LINE else f"{text[:_MAX_LINE]}…"
