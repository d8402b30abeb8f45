"""Checks of prose: style and language. Only unambiguous cases are reported."""

from drammenworks.checks.prose.documents import check_document_prose, check_prose

__all__ = ["check_document_prose", "check_prose"]
