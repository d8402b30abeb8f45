"""The files that a site's documents offer for download."""

from __future__ import annotations

from collections.abc import Iterator

from drammenworks.content.attachments import Attachments
from drammenworks.content.files import files_of
from drammenworks.engine.publish import Artifact
from drammenworks.site.edition import Edition


def attachment_files(edition: Edition, attachments: Attachments) -> Iterator[Artifact]:
    """Yield the files of the documents that the site publishes, without those of drafts."""
    paths = {
        use.path
        for document in edition.documents.values()
        for use in files_of(document, taken_over=True)
        if use.is_offered and use.path in attachments.usable
    }
    # Copies of a file with the same name are published once.
    by_name = {attachments.usable[path].output_path: path for path in sorted(paths)}
    for name, path in by_name.items():
        yield Artifact(name, attachments.files[path], attachments.usable[path].digest)
