"""The markdown-it parser: CommonMark with tables, footnotes, definition lists and our own rules."""

from __future__ import annotations

import functools
import re

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from drammenworks.content.markdown.syntax.autolink import autolink
from drammenworks.content.markdown.syntax.brackets import brackets
from drammenworks.content.markdown.syntax.directive import directive
from drammenworks.content.markdown.syntax.heading import heading_attributes
from drammenworks.content.markdown.syntax.image import image

MAX_NESTING = 20
"""How deep blocks, and links' brackets, may lie in each other; bounds time and recursion."""

_CORE = ("block", "heading_attributes", "inline")
_BLOCK = (
    "table",
    "code",
    "directive",
    "fence",
    "blockquote",
    "hr",
    "list",
    "footnote_def",
    "reference",
    "heading",
    "lheading",
    "deflist",
    "paragraph",
)
_INLINE = (
    "text",
    "newline",
    "escape",
    "backticks",
    "emphasis",
    "link",
    "image",
    "autolink",
    "entity",
)

_TERMINATORS = re.compile(r"[\n!&*<\[\\\]_`]")
"""The characters that our inline rules react to.

markdown-it's own set also stops at ``-``, ``:``, ``=`` and more, for rules that are not in use
here; each stop tries every rule in vain.
"""


class _Parser(MarkdownIt):
    """Leaves the addresses of links and pictures as they were written.

    markdown-it would percent-encode them, and without a word show a link with a dangerous one as
    text. The renderer judges them instead, where there is a line to report.
    """

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@functools.cache
def parser() -> MarkdownIt:
    """Return the parser, which is built once per process and keeps no state between documents."""
    md = _Parser("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    md.use(deflist_plugin)
    md.core.ruler.after("block", "heading_attributes", heading_attributes)
    md.block.ruler.before(
        "fence", "directive", directive, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    md.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.at("link", brackets)
    md.inline.ruler.at("image", image)
    md.inline.ruler.at("autolink", autolink)
    md.core.ruler.enableOnly(_CORE)
    md.block.ruler.enableOnly(_BLOCK)
    md.inline.ruler.enableOnly(_INLINE)
    md.inline.terminator_re = _TERMINATORS
    return md
