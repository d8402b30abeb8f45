"""How texts are written: what an editor would mark in the margin. Sure cases only."""

from drammenworks.checks.prose.documents import check_prose, remarks_on

__all__ = ["check_prose", "remarks_on"]
