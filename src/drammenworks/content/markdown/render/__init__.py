"""The renderer: tokens in, chunks and findings out. One kind of token a module."""

from drammenworks.content.markdown.render.join import joined
from drammenworks.content.markdown.render.renderer import render
from drammenworks.content.markdown.render.state import State, one_line

__all__ = ["State", "joined", "one_line", "render"]
