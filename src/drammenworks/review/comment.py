"""The comment on a pull request: where its preview is, what is wrong, and what changes for readers.

All texts come from what the build of the pull request handed over. The Markdown is ours, and made here.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from drammenworks.base.text.github_markdown import alert, code, cut, escape, linked
from drammenworks.diff.markdown_report import MAX_COMMENT, as_markdown
from drammenworks.diff.page_links import PageLinks
from drammenworks.diff.read_json import ReadComparison, from_json
from drammenworks.errors import Phrase, Severity, Translate
from drammenworks.errors.phrase import plural
from drammenworks.review.handed_over import DIFFERENCES, REPORT, ArtifactRefusedError, HandedOver

_MAX_FINDINGS: Final = 10
_RANKS: Final = {severity.value: severity.rank for severity in Severity}


@dataclass(frozen=True, slots=True)
class Told:
    """What a build found, as far as it could be read."""

    findings: tuple[Mapping[str, Any], ...]
    comparison: ReadComparison | None
    """None when the sites could not be compared."""

    def count(self, severity: Severity) -> int:
        """Return how many findings of a severity there are."""
        return sum(finding["severity"] == severity.value for finding in self.findings)


def read_reports(handed: HandedOver, base_urls: Collection[str]) -> Told:
    """Read the reports of a build.

    :param base_urls: the addresses of the published sites.
    :raises ArtifactRefusedError: if they are not what a build of ours writes.
    """
    report, differences = handed.report(REPORT), handed.report(DIFFERENCES)
    return Told(
        _findings(report) if report is not None else (),
        _differences(differences, base_urls) if differences is not None else None,
    )


def comment(
    told: Told,
    sites: Mapping[str, str],
    translate: Translate = str,
    *,
    names: Mapping[str, str] = MappingProxyType({}),
    differences_url: str = "",
    commit: str = "",
    run_url: str = "",
) -> str:
    """Return the comment as Markdown.

    :param sites: where each site's preview is, by its id; empty when none was published.
    :param names: what the sites are called, by their ids.
    :param differences_url: where the page is that shows all differences.
    :param run_url: where the files of the build are.
    """
    heading = translate(Phrase("Forhåndsvisning"))
    shown = {names.get(site, site): url for site, url in sites.items()}
    parts = [f"## {heading}\n", f"{_places(shown, differences_url, run_url, translate)}\n"]
    parts.append(_findings_part(told, translate))
    about = translate(Phrase("Gjelder {commit}.", commit=commit[:12]))
    ending = f"_{escape(about)}_\n" if commit else ""
    if told.comparison is None:
        message = Phrase("Forslaget kan ikke sammenlignes med det som er publisert, før feilene er rettet.")
        parts.append(f"{escape(translate(message))}\n")
    else:
        # A page is at the same path in the preview as on its site.
        links = PageLinks(previews=sites)
        room = MAX_COMMENT - sum(map(len, parts)) - len(ending) - 100
        parts.append(
            as_markdown(
                told.comparison.differences,
                translate,
                links=links,
                templates=told.comparison.templates,
                limit=room,
            )
        )
    return "\n".join(part for part in [*parts, ending] if part)


def _places(sites: Mapping[str, str], differences_url: str, run_url: str, translate: Translate) -> str:
    if sites:
        shown = [linked(name, url) for name, url in sites.items()]
        if differences_url:
            shown.append(linked(translate(Phrase("alle forskjeller, ord for ord")), differences_url))
        return " · ".join(shown)
    message = Phrase("Sidene er ikke lagt ut. De som kunne bygges, kan lastes ned fra kjøringen.")
    return linked(translate(message), run_url)


def _findings_part(told: Told, translate: Translate) -> str:
    errors, warnings = told.count(Severity.ERROR), told.count(Severity.WARNING)
    if not errors and not warnings:
        return ""
    count = plural("{number} feil", "{number} feil", errors)
    others = plural("{number} advarsel", "{number} advarsler", warnings)
    if errors and warnings:
        count = Phrase("{errors} og {warnings}", errors=count, warnings=others)
    heading = (
        Phrase("{count}. Forslaget kan ikke tas inn før det som er feil, er rettet.", count=count)
        if errors
        else Phrase(
            "{count}. Det som gjelder filer i forslaget, må rettes før det kan tas inn.", count=others
        )
    )
    worst = sorted(told.findings, key=lambda finding: _RANKS[finding["severity"]])[:_MAX_FINDINGS]
    lines = [
        f"- {_place(finding)} {finding['code']}: {escape(cut(finding['message']))} "
        f"→ {escape(cut(finding['hint']))}"
        for finding in worst
    ]
    if len(told.findings) > len(worst):
        more = translate(Phrase("og {count} til", count=len(told.findings) - len(worst)))
        lines.append(f"- {escape(more)}")
    return "\n".join([alert("CAUTION" if errors else "WARNING", translate(heading)), *lines, ""])


def _place(finding: Mapping[str, Any]) -> str:
    line = finding.get("line")
    return code(cut(f"{finding['path']}:{line}" if line else finding["path"]))


def _findings(data: bytes) -> tuple[Mapping[str, Any], ...]:
    try:
        report = json.loads(data)
        found: Sequence[Any] = report["findings"]
        return tuple(finding for finding in found if _is_finding(finding))
    except (ValueError, RecursionError, TypeError, KeyError) as error:
        raise ArtifactRefusedError(Phrase("«{file}» kan ikke leses.", file=REPORT)) from error


def _is_finding(finding: Any) -> bool:
    """Tell whether this is a finding that stops or warns; one that is none is an error."""
    texts = [finding[name] for name in ("path", "code", "message", "hint", "severity")]
    line = finding.get("line")
    is_code = finding["code"][:2] == "DW" and finding["code"][2:].isdecimal() and len(finding["code"]) == 5
    if not all(isinstance(text, str) for text in texts) or not isinstance(line, int | None) or not is_code:
        raise TypeError
    return _RANKS[finding["severity"]] < Severity.INFO.rank


def _differences(data: bytes, base_urls: Collection[str]) -> ReadComparison:
    try:
        return from_json(data, base_urls)
    except ValueError as error:
        raise ArtifactRefusedError(
            Phrase("«{file}» kan ikke leses ({reason}).", file=DIFFERENCES, reason=error)
        ) from error
