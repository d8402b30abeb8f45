"""Markdown: a body is parsed once, into HTML with holes that are filled for each site.

text → syntax (markdown-it and our rules) → tokens → render → chunks and findings
"""

from drammenworks.content.markdown.body import Body, Chunk, DirectiveNode, Heading, ImageNode, LinkNode
from drammenworks.content.markdown.directives import DIRECTIVES
from drammenworks.content.markdown.parse import parse_markdown

__all__ = [
    "DIRECTIVES",
    "Body",
    "Chunk",
    "DirectiveNode",
    "Heading",
    "ImageNode",
    "LinkNode",
    "parse_markdown",
]
