"""Drammen Works: one tree of Markdown and YAML, two branded static sites."""

__version__ = "0.1.0"
