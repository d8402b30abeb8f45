"""What queries work with beside what they ask: the project's folder, the cache, the options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from drammenworks.content.read_documents import DocumentStore
from drammenworks.engine.pool import Pool
from drammenworks.engine.sharing.shared_cache import SharedCache
from drammenworks.engine.sqlite_cache import Cache


@dataclass(slots=True)
class Workspace:
    """The environment of all queries. What in it may shape an answer has a query of its own."""

    root: Path
    """The project."""
    cache_folder: Path
    templates_folder: Path
    """Where compiled templates are kept."""
    cache: Cache
    pool: Pool
    documents: DocumentStore
    at: datetime
    """As of when the sites are built, with an offset; see :func:`graph_queries.has_passed`."""
    drafts: bool
    base_urls: Mapping[str, str] = field(default_factory=dict)
    """Where a site is deployed in this build, by its id; where it is published when absent."""
    renderers: dict[str, Any] = field(default_factory=dict)
    """What renders the pages of each site that is built, by its id; of the theme that the graph has."""
    new_pages: set[str] = field(default_factory=set)
    """The digests of the pages whose bytes this process or one of its workers has written."""
    shared: SharedCache | None = None
    """The cache that machines share; None when there is none, and in workers."""

    def for_reading(self, cache: Cache) -> Workspace:
        """Return a workspace for readers in other threads.

        :param cache: the same cache with a connection of its own. What it holds may be newer than the graph
            that is read.
        """
        return replace(self, cache=cache, documents=self.documents.on(cache), renderers={}, new_pages=set())
