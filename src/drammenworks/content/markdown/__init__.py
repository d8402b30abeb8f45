"""Markdown: a body is parsed once, into HTML chunks and nodes that are rendered for each site.

text → syntax (markdown-it with extensions) → tokens → render → chunks and findings
"""

from drammenworks.content.markdown.directives import DIRECTIVES
from drammenworks.content.markdown.nodes import (
    Body,
    Chunk,
    DirectiveNode,
    FigureNode,
    Heading,
    ImageNode,
    LinkNode,
)
from drammenworks.content.markdown.parse import parse_markdown

__all__ = [
    "DIRECTIVES",
    "Body",
    "Chunk",
    "DirectiveNode",
    "FigureNode",
    "Heading",
    "ImageNode",
    "LinkNode",
    "parse_markdown",
]
