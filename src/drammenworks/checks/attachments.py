"""Find the files that published documents offer for download, and report the unusable ones."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from drammenworks.content.attachments import Attachments, attach
from drammenworks.content.files import files_of, place_of
from drammenworks.content.placeholders import FILL_IN
from drammenworks.engine.cache import Cache
from drammenworks.engine.store import Store
from drammenworks.errors import Finding
from drammenworks.errors.rules import fields as field_rules
from drammenworks.errors.rules import media as rules
from drammenworks.site.web import Web


def check_attachments(
    web: Web, root: Path, cache: Cache, store: Store, *, reported: Collection[str]
) -> tuple[Attachments, list[Finding]]:
    """Return the files that published documents offer, and a finding for each unusable one.

    :param reported: the unusable pictures that already have findings.
    """
    published = {key for edition in web.editions.values() for key in edition.documents}
    documents = [web.library.documents[key] for key in sorted(published)]
    offered = [
        use
        for document in documents
        for use in files_of(document, taken_over=True)
        if use.is_offered and use.path in web.library.files
    ]
    attachments = attach(
        root,
        (use.path for use in offered if not use.is_picture),
        (use.path for use in offered if use.is_picture),
        cache,
        store,
        existing=web.library.files,
    )
    findings = [
        rules.UNUSABLE_FILE.at(place_of(use, document), src=use.src, reason=attachments.unusable[use.path])
        for document in documents
        for use in files_of(document)
        if use.is_offered and use.path in attachments.unusable and use.path not in reported
    ]
    # Findings inside a file are reported once, however many documents offer it.
    findings += [finding for found in attachments.findings.values() for finding in found]
    finished = {
        use.path
        for document in documents
        if not document.meta.draft
        for use in files_of(document, taken_over=True)
        if use.is_offered
    }
    findings += [
        field_rules.UNFILLED.at(place, placeholder=FILL_IN)
        for path, places in attachments.unfilled.items()
        if path in finished
        for place in places
    ]
    return attachments, findings
