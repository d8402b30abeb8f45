"""Texts of word processors that lie among the documents, and that no document links to."""

from __future__ import annotations

from drammenworks.content.discover import not_read
from drammenworks.content.graph_queries import discovery, offering
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.errors import Finding, Phrase
from drammenworks.site.links import is_anything_broken

_ADVICE = Phrase(" Skal den kunne lastes ned, så lenk til den fra et dokument.")


@CATALOGUE.query(is_root=True)
def unread_texts(ask: QueryContext) -> tuple[Finding, ...]:
    """What was probably meant to be a document, and is neither one nor an attachment of one."""
    unread = [path for path in discovery(ask).texts if not offering(ask, path)]
    # A document that cannot be read may link to any of them.
    if not unread or is_anything_broken(ask):
        return ()
    return tuple(not_read(path, _ADVICE) for path in unread)
