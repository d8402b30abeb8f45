"""Say what a published page is made of, and why it was last made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drammenworks.engine.recorder import Question
from drammenworks.engine.traces import Trace, Traces, load_traces
from drammenworks.errors import Phrase, UsageError
from drammenworks.errors.nearest import did_you_mean
from drammenworks.pipeline.options import Options, silent
from drammenworks.pipeline.pages import traces_name
from drammenworks.pipeline.prepare import Ready, prepare
from drammenworks.pipeline.workshop import open_workshop
from drammenworks.site.page import DocumentSubject, Page
from drammenworks.site.routes import Redirect


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one page is made of."""

    site_id: str
    path: str
    """Under the site's root."""
    reason: str
    """Why it was last made."""
    parts: dict[str, tuple[str, ...]]
    """What it is made of: a heading, and under it files, templates, pictures and lists."""


_HEADINGS = {
    "meta": Phrase("Felter i"),
    "body": Phrase("Brødtekst i"),
    "template": Phrase("Maler"),
    "picture": Phrase("Bilder"),
    "table": Phrase("Tabeller"),
    "list": Phrase("Lister"),
    "upcoming": Phrase("Kommende arrangementer"),
    "past": Phrase("Tidligere arrangementer"),
    "referrers": Phrase("Hvem som viser hit"),
    "best": Phrase("Omtaler av"),
    "link": Phrase("Lenker"),
    "menu": Phrase("Menyer"),
    "asset": Phrase("Filer i temaet"),
    "drawing": Phrase("Tegninger i temaet"),
}
"""The questions that a person may want to know of, in the order in which they are told."""


def explain(options: Options, wanted: str) -> list[Explanation]:
    """Return what there is to say of the pages that ``wanted`` names.

    :param wanted: a URL, a path on a site, a file under the output folder, or a source file.
    :raises UsageError: if it names no page, or nothing was built yet.
    """
    with open_workshop(options, silent) as workshop:
        ready = prepare(options, workshop, silent)
        found: list[Explanation] = []
        known: set[str] = set()
        for site_id, site in ready.sites.items():
            traces = load_traces(workshop.cache, traces_name(site, options))
            for target in _targets(ready, site_id):
                names = set(_names(ready, site_id, target))
                known |= names
                if wanted in names and target.output_path in traces.by_target:
                    found.append(_explain(ready, site_id, target, traces))
    if not found:
        suggestion = did_you_mean(wanted, known)
        raise UsageError(
            Phrase(
                "«{page}» er ikke en side som er bygget. Bygg først, og prøv på nytt.{suggestion}",
                page=wanted,
                suggestion=suggestion,
            )
        )
    return found


def _targets(ready: Ready, site_id: str) -> Iterator[Page | Redirect]:
    yield from ready.pages[site_id]
    yield from ready.web.routes[site_id].redirects


def _names(ready: Ready, site_id: str, target: Page | Redirect) -> Iterator[str]:
    """Yield what a person may call a page."""
    addresses = ready.web.routes[site_id].addresses
    yield target.path
    yield addresses.href(target.path)
    yield addresses.deployed_url(target.path)
    yield addresses.canonical_url(target.path)
    yield target.output_path
    yield f"{site_id}/{target.output_path}"
    yield f"output/{site_id}/{target.output_path}"
    if isinstance(target, Page) and isinstance(target.subject, DocumentSubject):
        document = ready.web.editions[site_id].documents[target.subject.document_id, target.lang]
        yield document.location.path


def _explain(ready: Ready, site_id: str, target: Page | Redirect, traces: Traces) -> Explanation:
    trace: Trace = traces.by_target[target.output_path]
    parts: dict[str, list[str]] = {}
    for kind, heading in _HEADINGS.items():
        for question in trace.questions:
            if question[0] == kind:
                parts.setdefault(heading, []).append(_say(ready, question))
    told = {heading: tuple(dict.fromkeys(lines)) for heading, lines in parts.items()}
    return Explanation(site_id, target.path, _why(ready, trace), told)


def _say(ready: Ready, question: Question) -> str:
    """Return what a question was about, as a person would name it."""
    kind, *about = question
    if kind in ("meta", "body"):
        document = ready.web.library.get(about[0], about[1])
        return document.location.path if document is not None else f"{about[0]} ({about[1]})"
    return " ".join(str(part) for part in about if part is not None) or kind


def _why(ready: Ready, trace: Trace) -> str:
    if trace.reason.question is None:
        return Phrase("Den var ny.")
    kind = trace.reason.question[0]
    heading = _HEADINGS.get(kind)
    about = _say(ready, trace.reason.question)
    return Phrase(
        "{what} er endret.",
        what=Phrase("{heading} {name}", heading=heading, name=about) if heading else about,
    )
