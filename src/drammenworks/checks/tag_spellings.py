"""Terms that are spelt in several ways, and have one address."""

from __future__ import annotations

from collections.abc import Iterator

from drammenworks.base.text.slugs import slugify
from drammenworks.content.document import Document
from drammenworks.engine.queries import QueryContext
from drammenworks.errors import Finding
from drammenworks.errors.rules import fields as rules
from drammenworks.site.entries import Entry
from drammenworks.site.list_pages import term_label


def check_spellings(ask: QueryContext, read: Document, found: Entry) -> Iterator[Finding]:
    """Yield a finding for each term that is spelt in another way by more documents."""
    for site_id, _ in found.paths:
        for taxonomy, labels in found.terms:
            if taxonomy in read.inherited:
                continue
            for index, label in enumerate(labels):
                usual = term_label(ask, site_id, taxonomy, read.lang, slugify(label))
                # Two spellings in one document are told of by themselves.
                if usual and usual != label and usual not in labels:
                    place = read.location.at(taxonomy, index)
                    yield rules.SPELLINGS.at(place, value=label, other=usual, field=taxonomy)
