"""The renderer: converts tokens to chunks and findings. One module per kind of token."""

from drammenworks.content.markdown.render.merge import merge_chunks
from drammenworks.content.markdown.render.renderer import render
from drammenworks.content.markdown.render.state import State, collapse_whitespace

__all__ = ["State", "collapse_whitespace", "merge_chunks", "render"]
