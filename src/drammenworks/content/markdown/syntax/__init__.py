"""Extensions of markdown-it's syntax, one module per rule, and the parser with all rules."""

from drammenworks.content.markdown.syntax.parser import MAX_NESTING, fast_parser

__all__ = ["MAX_NESTING", "fast_parser"]
