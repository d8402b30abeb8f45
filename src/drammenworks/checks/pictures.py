"""Measure every picture that a published document names, and tell which cannot be used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from drammenworks.content.document import Document
from drammenworks.content.files import files_of, place_of
from drammenworks.errors import Finding
from drammenworks.errors.rules import media as rules
from drammenworks.images.probe import Probe, UnusablePictureError, probe
from drammenworks.site.web import Web


def measure_pictures(web: Web, root: Path) -> tuple[dict[str, Probe], list[Finding]]:
    """Return the measures of the pictures by their path, and a finding for every unusable one."""
    published = {key for edition in web.editions.values() for key in edition.documents}
    return measure_pictures_of((web.library.documents[key] for key in sorted(published)), web, root, {})


def measure_pictures_of(
    documents: Iterable[Document], web: Web, root: Path, known: Mapping[str, Probe]
) -> tuple[dict[str, Probe], list[Finding]]:
    """Return the measures of those pictures of some documents that are not known, and what is wrong."""
    probes: dict[str, Probe] = {}
    reasons: dict[str, str] = {}
    findings: list[Finding] = []
    for document in documents:
        for use in files_of(document):
            if not use.is_picture or use.path in known or use.path not in web.library.files:
                continue
            if use.path not in probes and use.path not in reasons:
                try:
                    probes[use.path] = probe(root / use.path)
                except UnusablePictureError as error:
                    reasons[use.path] = error.reason
            if use.path in reasons:
                place = place_of(use, document)
                findings.append(rules.UNUSABLE.at(place, src=use.src, reason=reasons[use.path]))
    return probes, findings
