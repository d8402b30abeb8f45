"""Builds for a preview: again and again in one process (``session``), or once for a pull request."""
