"""Text without what no reader sees of it: where lines break in a paragraph, and spaces beyond the first.

The result tells whether two texts say the same; it is no Markdown to render. Where it is not certain that two
lines are one paragraph, they stay two.
"""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[ \t\n]+")
_EMPTY_LINES = re.compile(r"\n[ \t]*\n\s*")
_INNER_BLANKS = re.compile(r"(?<=\S)[ \t]+(?=\S)")
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})")
_CODE_INDENT = re.compile(r" {4}|\t| {1,3}\t")
_BEGINS_BLOCK = re.compile(
    r"\s*(?:#{1,6}(?:\s|$)|>|[-*+](?:\s|$)|\d{1,9}[.)](?:\s|$)|:::|[-=_*]{2,}\s*$|\[[^\]]*\]:|<)"
)
_ENDS_BLOCK = re.compile(r"\s*(?:#{1,6}(?:\s|$)|:::|[-=_*]{2,}\s*$|\[[^\]]*\]:)|.* {2}$|.*\\$", re.DOTALL)


def paragraphs_as_read(text: str) -> str:
    """Return a text without markup, whose paragraphs stand between empty lines."""
    paragraphs = (_BLANKS.sub(" ", part).strip() for part in _EMPTY_LINES.split(text))
    return "\n\n".join(filter(None, paragraphs))


def body_as_read(text: str) -> str:
    """Return a body in Markdown."""
    lines: list[str] = []
    fence = ""
    may_continue = False
    for line in text.split("\n"):
        if fence:
            lines.append(line)
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence, may_continue = "", False
        elif (opened := _FENCE.match(line)) is not None:
            fence = opened["mark"]
            lines.append(line)
        elif not line.strip():
            if lines and lines[-1]:
                # Nothing follows that spaces at its end could break.
                lines[-1] = lines[-1].rstrip()
                lines.append("")
            may_continue = False
        elif may_continue and "|" not in line and _BEGINS_BLOCK.match(line) is None:
            lines[-1] += f" {_without_blanks(line.strip())}"
            may_continue = _ENDS_BLOCK.match(line) is None
        elif _CODE_INDENT.match(line) and not may_continue:
            # Code, or a paragraph in a list, whose indentation says where it belongs.
            lines.append(line.rstrip())
        else:
            lines.append(_without_blanks(line.rstrip()) + ("  " if line.endswith("  ") else ""))
            may_continue = "|" not in line and _ENDS_BLOCK.match(line) is None
    return "\n".join(lines).rstrip()


def _without_blanks(line: str) -> str:
    return line if "`" in line else _INNER_BLANKS.sub(" ", line)
