"""What we add to markdown-it's syntax, one rule a module, and the parser that they are part of."""

from drammenworks.content.markdown.syntax.parser import MAX_NESTING, fast_parser

__all__ = ["MAX_NESTING", "fast_parser"]
