"""The renderer: tokens in, chunks and findings out. One kind of token a module."""

from drammenworks.content.markdown.render.merge import merge_chunks
from drammenworks.content.markdown.render.renderer import render
from drammenworks.content.markdown.render.state import State, collapse_whitespace

__all__ = ["State", "collapse_whitespace", "merge_chunks", "render"]
