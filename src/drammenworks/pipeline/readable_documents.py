"""The documents of a graph as a whole, for checks that are no queries."""

from __future__ import annotations

from collections.abc import Iterator

from drammenworks.content.document import Document
from drammenworks.content.graph_queries import document
from drammenworks.content.workspace import Workspace
from drammenworks.engine.graph import Graph


def readable_documents(graph: Graph) -> Iterator[Document]:
    """Yield every document that could be read, drafts and expired ones included."""
    workspace: Workspace = graph.environment
    for key in graph.keys(document.name):
        record = graph.find(key)
        if record is not None and record.answer.summary is not None:
            yield workspace.documents.document(record.answer.summary.path)
