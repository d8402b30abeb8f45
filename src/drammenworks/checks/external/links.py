"""The links of documents that lead to other websites."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import BaseModel

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
"""Lead nowhere by definition (RFC 2606, 6761, 6762; ICANN's .internal): placeholders in examples."""


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """An address, and one place that leads to it."""

    url: str
    """Without its fragment, which no server is told of."""
    location: Location


def external_links(
    documents: Iterable[Document], *, own_hosts: Collection[str], covers: Callable[[str], bool]
) -> list[ExternalLink]:
    """Return the links to other websites, by place; those that translations took over are told once.

    :param own_hosts: the hosts of our own sites, which other checks know better.
    :param covers: tells whether a file is to be looked at.
    """
    found = [
        ExternalLink(url.partition("#")[0], location)
        for document in documents
        if covers(document.location.path)
        for url, location in _links(document)
        if _leads_out(url, own_hosts)
    ]
    return list(dict.fromkeys(found))


def _links(document: Document) -> Iterator[tuple[str, Location]]:
    for link in document.outline.links:
        if link.target.startswith(_WEB):
            yield link.target, link.location
    for keys, url in _fields(document.meta, ()):
        if keys[0] not in document.inherited:
            yield url, document.location.locate(keys)


def _fields(value: object, keys: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every address among the fields, however deep, with the keys that lead to it."""
    if isinstance(value, str):
        if value.startswith(_WEB):
            yield keys, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _fields(getattr(value, name), (*keys, field.alias or name))
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from _fields(item, (*keys, index))


def _leads_out(url: str, own_hosts: Collection[str]) -> bool:
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return True  # The verdict will be that it cannot be read.
    reserved = any(host == name or host.endswith(f".{name}") for name in _RESERVED)
    return host not in own_hosts and not reserved
