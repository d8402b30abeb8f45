"""How pages of lists are sorted out: the filters of a section, and the kinds of a term."""

from __future__ import annotations

from collections.abc import Iterable

from drammenworks.content.models import KINDS
from drammenworks.render.document_view import DocumentView
from drammenworks.render.render_context import PageContext
from drammenworks.render.theme_strings import Strings
from drammenworks.render.views import Filter, FilterEntry, KindGroup
from drammenworks.site.facets import choices, facet_path
from drammenworks.site.page import FacetSubject, ListSubject


def filters(
    context: PageContext, subject: ListSubject | FacetSubject, strings: Strings
) -> tuple[Filter, ...]:
    """Return the filters of a section, as one of its pages shows them.

    They are on first pages alone: all else of a list by date stays as it is when something is added.
    """
    if subject.slice.number is not None:
        return ()
    site, kind, lang = context.site, subject.kind, context.lang
    here = (subject.name, subject.value) if isinstance(subject, FacetSubject) else None
    return tuple(
        Filter(
            name,
            tuple(
                FilterEntry(
                    value,
                    _word(name, value, label, strings),
                    context.href(facet_path(site, kind, lang, name, value)),
                    count,
                    here == (name, value),
                )
                for value, label, count in values
            ),
        )
        for name, values in choices(context.ask, context.site_id, kind, lang)
    )


def facet_title(subject: FacetSubject, strings: Strings) -> str:
    """Return the title of a page of one value: «Aktuelt 2017», «Spisesteder», «Arrangementer: Drammen»."""
    kind, word = strings(f"kinds.{subject.kind}"), _word(subject.name, subject.value, subject.label, strings)
    return {"category": word, "year": f"{kind} {word}"}.get(subject.name, f"{kind}: {word}")


def groups(items: Iterable[DocumentView]) -> tuple[KindGroup, ...]:
    """Return documents by kind, in the order of the kinds; events to come before those that are over."""
    found: dict[str, list[DocumentView]] = {}
    for item in items:
        found.setdefault(item.kind, []).append(item)
    events = found.get("event", [])
    found["event"] = [
        *reversed([event for event in events if not event.is_over]),
        *(event for event in events if event.is_over),
    ]
    return tuple(KindGroup(kind, tuple(found[kind])) for kind in KINDS if found.get(kind))


def _word(name: str, value: str, label: str, strings: Strings) -> str:
    """Return what a value is called: a category as the theme calls it, all else as documents do."""
    return strings(f"categories.{value}") if name == "category" else label
