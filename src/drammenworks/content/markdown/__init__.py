"""Markdown: a body is parsed once, into HTML with holes that are filled for each site.

text → syntax (markdown-it and our rules) → tokens → render → chunks and findings
"""

from drammenworks.content.markdown.body import Body, Chunk, Directive, Heading, Image, Link
from drammenworks.content.markdown.directives import DIRECTIVES
from drammenworks.content.markdown.parsing import parse

__all__ = [
    "DIRECTIVES",
    "Body",
    "Chunk",
    "Directive",
    "Heading",
    "Image",
    "Link",
    "parse",
]
