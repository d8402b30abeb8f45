"""The links in documents to other websites."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import BaseModel

from drammenworks.base.model_fields import stated_fields
from drammenworks.content.document import Document
from drammenworks.errors import Location

_WEB = ("http://", "https://")
_RESERVED = (
    "example",
    "invalid",
    "test",
    "localhost",
    "local",
    "internal",
    "example.com",
    "example.org",
    "example.net",
)
"""Reserved domains that never resolve (RFC 2606, 6761, 6762; ICANN's .internal), used in examples."""


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """A URL, and the location of a link to it."""

    url: str
    """Without its fragment, which is not sent to servers."""
    location: Location


def external_links(
    documents: Iterable[Document], *, own_hosts: Collection[str], covers: Callable[[str], bool]
) -> list[ExternalLink]:
    """Return the links to other websites, by location; inherited fields of translations are not repeated.

    :param own_hosts: the hosts of the project's sites, which other checks cover.
    :param covers: tells whether a file is to be checked.
    """
    found = [
        ExternalLink(url.partition("#")[0], location)
        for document in documents
        if covers(document.location.path)
        for url, location in _links(document)
        if _is_external(url, own_hosts)
    ]
    return list(dict.fromkeys(found))


def _links(document: Document) -> Iterator[tuple[str, Location]]:
    for link in document.outline.links:
        if link.target.startswith(_WEB):
            yield link.target, link.location
    for keys, url in urls_of_fields(document):
        yield url, document.location.locate(keys)


def urls_of_fields(document: Document) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every URL in the fields of a document, with its keys; inherited ones apart."""
    return ((keys, url) for keys, url in _fields(document.meta, ()) if keys[0] not in document.inherited)


def _fields(value: object, keys: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every URL in the fields, at any depth, with its keys."""
    if isinstance(value, str):
        if value.startswith(_WEB):
            yield keys, value
    elif isinstance(value, BaseModel):
        # Defaults have no URLs.
        for key, inner in stated_fields(value):
            if isinstance(inner, str | tuple | BaseModel):
                yield from _fields(inner, (*keys, key))
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from _fields(item, (*keys, index))


def _is_external(url: str, own_hosts: Collection[str]) -> bool:
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return True  # The link check reports it as invalid.
    reserved = any(host == name or host.endswith(f".{name}") for name in _RESERVED)
    return host not in own_hosts and not reserved
