"""Measure every picture that a published document names, and tell which cannot be used."""

from __future__ import annotations

from pathlib import Path

from drammenworks.content.files import files_of, place_of
from drammenworks.errors import Finding
from drammenworks.errors.rules import media as rules
from drammenworks.images.probe import Probe, UnusablePictureError, probe
from drammenworks.site.web import Web


def measure_pictures(web: Web, root: Path) -> tuple[dict[str, Probe], list[Finding]]:
    """Return the measures of the pictures by their path, and a finding for every unusable one."""
    probes: dict[str, Probe] = {}
    reasons: dict[str, str] = {}
    findings: list[Finding] = []
    published = {key for edition in web.editions.values() for key in edition.documents}
    for key in sorted(published):
        document = web.library.documents[key]
        for use in files_of(document):
            if not use.is_picture or use.path in probes or use.path not in web.library.files:
                continue
            if use.path not in reasons:
                try:
                    probes[use.path] = probe(root / use.path)
                    continue
                except UnusablePictureError as error:
                    reasons[use.path] = error.reason
            reason = reasons[use.path]
            findings.append(rules.UNUSABLE.at(place_of(use, document), src=use.src, reason=reason))
    return probes, findings
