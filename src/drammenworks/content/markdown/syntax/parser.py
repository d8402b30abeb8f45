"""The markdown-it parser: CommonMark with tables, footnotes, definition lists and custom rules."""

from __future__ import annotations

import functools

from markdown_it import MarkdownIt
from markdown_it.rules_inline import text
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from drammenworks.content.markdown.syntax.autolink import autolink
from drammenworks.content.markdown.syntax.directive import directive
from drammenworks.content.markdown.syntax.dispatch import ANY_OTHER, BlockRuler, InlineRuler
from drammenworks.content.markdown.syntax.emphasis import emphasis
from drammenworks.content.markdown.syntax.fast_blocks import fast_blocks
from drammenworks.content.markdown.syntax.fast_paragraph import single_line_paragraph
from drammenworks.content.markdown.syntax.heading_attributes import heading_attributes
from drammenworks.content.markdown.syntax.image import image
from drammenworks.content.markdown.syntax.open_bracket import brackets, simple_link
from drammenworks.content.markdown.syntax.parse_inlines import TERMINATORS, parse_inlines
from drammenworks.content.markdown.syntax.table import table

MAX_NESTING = 20
"""The maximum nesting of blocks and of link brackets; limits time and recursion."""

_CORE = ("block", "heading_attributes", "inline")
_BLOCK = (
    "code",
    "directive",
    "fence",
    "blockquote",
    "hr",
    "list",
    "footnote_def",
    "reference",
    "heading",
    "pipe_table",
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

_FIRST_CHARACTERS = {
    "single_line_paragraph": ANY_OTHER,
    "directive": ":",
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "footnote_def": "[",
    "reference": "[",
    "heading": "#",
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "autolink": "<",
    "entity": "&",
}
"""The first characters of each rule. Missing rules may begin with any character."""


class _Parser(MarkdownIt):
    """Leaves the targets of links and pictures as in the source.

    markdown-it percent-encodes targets, and silently renders a link with a dangerous target as
    text. Here the renderer checks targets, because it can report findings with locations.
    """

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@functools.cache
def fast_parser() -> MarkdownIt:
    """Return the parser, which is built once per process and has no state between documents."""
    md = reference_parser()
    md.block.ruler.before("code", "fast_blocks", fast_blocks)
    md.block.ruler.before("code", "single_line_paragraph", single_line_paragraph)
    md.block.ruler.enable(["fast_blocks", "single_line_paragraph"])
    md.core.ruler.at("inline", parse_inlines)
    md.inline.ruler.at("emphasis", emphasis)
    md.inline.ruler.at("link", simple_link)
    md.block.ruler = BlockRuler(md.block.ruler, _FIRST_CHARACTERS)
    md.inline.ruler = InlineRuler(md.inline.ruler, _FIRST_CHARACTERS, text)
    return md


def reference_parser() -> MarkdownIt:
    """Return a parser with the same results as :func:`fast_parser`, but without fast paths and dispatch."""
    md = _Parser("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    # As in cmark-gfm, and unlike markdown-it's own «table», below the rules that begin with a sign:
    # «# a|b» above «-|-» is a heading.
    md.block.ruler.before("lheading", "pipe_table", table, {"alt": ["paragraph", "reference"]})
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
    md.inline.terminator_re = TERMINATORS
    return md
