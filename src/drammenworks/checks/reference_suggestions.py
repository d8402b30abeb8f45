"""Find out which document a reference means that names none, by the titles of all."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from drammenworks.base.text.slugs import slugify
from drammenworks.content.graph_queries import discovery, summary_of
from drammenworks.engine.queries import QueryContext
from drammenworks.errors import Finding, Location
from drammenworks.errors.invisible_characters import without_invisible
from drammenworks.errors.nearest import did_you_mean, nearest_labelled
from drammenworks.errors.rules import references as rules


def likely_name(ask: QueryContext, kind: str, text: str) -> str | None:
    """Return the name of the document that a text most likely means, or None.

    :param kind: the kind of the document; when empty, documents of all kinds are considered, and the kind is
        a part of the name.
    """
    text = without_invisible(text)
    labels: dict[str, str] = {}
    titles: dict[str, str] = {}
    for source in discovery(ask).sources:
        if kind in ("", source.kind):
            name = source.name if kind else f"{source.kind}:{source.name}"
            labels.setdefault(source.name, name)
            summary = summary_of(ask, (source.id, source.lang))
            if summary is not None:
                titles.setdefault(summary.title.casefold(), name)
    for form in _forms(text):
        exact = titles.get(form.casefold()) or labels.get(form) or labels.get(slugify(form))
        if exact is not None:
            return exact
    forms = (nearest_labelled(form, {**titles, **labels}) for form in _forms(text))
    return next(filter(None, forms), None)


def unknown_document(ask: QueryContext, kind: str, name: str, location: Location) -> Finding:
    """Return the finding about a reference to a document that is not there."""
    names = dict.fromkeys(source.name for source in discovery(ask).sources if source.kind == kind)
    return rules.UNKNOWN.at(location, target=name, suggestion=did_you_mean(name, names))


def _forms(text: str) -> Iterator[str]:
    """Yield a text as it is, as the path of a file or page, and as a name with the surname first."""
    yield text
    end = posixpath.basename(text.rstrip("/"))
    yield posixpath.splitext(end)[0] if end.endswith((".md", ".yaml", ".yml", ".html")) else end
    last, comma, first = text.partition(",")
    if comma:
        yield f"{first.strip()} {last.strip()}"
