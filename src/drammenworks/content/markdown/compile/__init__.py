"""The renderer: converts tokens to chunks and findings. One module per kind of token."""

from drammenworks.content.markdown.compile.merge import merge_chunks
from drammenworks.content.markdown.compile.renderer import render
from drammenworks.content.markdown.compile.state import State, collapse_whitespace

__all__ = ["State", "collapse_whitespace", "merge_chunks", "render"]
