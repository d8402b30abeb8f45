"""How texts are written: what an editor would mark in the margin. Sure cases only."""

from drammenworks.checks.prose.documents import check_document_prose, check_prose

__all__ = ["check_document_prose", "check_prose"]
