"""Documents that somebody promised to look through again by a day that has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from drammenworks.content.document import Document
from drammenworks.errors import Finding
from drammenworks.errors.rules import prose as rules


def check_reviews(documents: Iterable[Document], today: date) -> Iterator[Finding]:
    """Yield a finding for each document that is due for review; a translation follows its original.

    :param documents: all there are.
    """
    for document in documents:
        due = document.meta.review_by
        if due is None or due > today or "review_by" in document.inherited:
            continue
        yield rules.DUE_FOR_REVIEW.at(document.location.at("review_by"), day=due)
