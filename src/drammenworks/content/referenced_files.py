"""The files that documents name: images, data, captions, attachments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from drammenworks.content.attachment_formats import is_linkable
from drammenworks.content.document import Document, file_path
from drammenworks.content.models.common import ReferencePath
from drammenworks.errors import Location


@dataclass(frozen=True, slots=True)
class FileReference:
    """A file that a document names."""

    path: str
    """Relative to the project's root; it may not exist."""
    src: str
    """As it was written."""
    place: Location | ReferencePath
    """Where it is named, or the keys of the field that names it."""
    is_picture: bool
    is_credited: bool
    """Its maker is named, or need not be."""
    is_offered: bool = False
    """The public may download it; an image, without its metadata."""

    @property
    def is_data(self) -> bool:
        """A page is made of it, such as figures and captions; each document has its own."""
        return not self.is_picture and not self.is_offered

    def location(self, document: Document) -> Location:
        """Return the place where ``document`` names the file; costs a second parse of its fields."""
        return self.place if isinstance(self.place, Location) else document.location.locate(self.place)


def linked_file(target: str, document_path: str) -> str | None:
    """Return the path from the project's root of the file that a link in a text leads to.

    None when the link does not lead to a file that the public may download. The file may not exist.
    """
    name = _file_name(target)
    return file_path(document_path, name) if name is not None else None


def _file_name(target: str) -> str | None:
    """Return the file that a link names, without the place in it (``rapport.pdf#page=3``)."""
    path = target.partition("#")[0]
    # What has a colon begins with a scheme, as most targets do.
    if ":" in path:
        return None
    name = unquote(path)
    return name if ":" not in name and is_linkable(name) else None


def files_of(document: Document, *, inherited: bool = False) -> Iterator[FileReference]:
    """Yield every file that a document names itself.

    :param inherited: also those that a translation inherits from its original; it shows them too, but what is
        wrong with them is a fault of the original.
    """
    for named in document.files:
        if inherited or named.keys[0] not in document.inherited:
            file = document.file(named.src)
            yield FileReference(
                file, named.src, named.keys, named.is_picture, named.is_credited, named.is_offered
            )
    for image in document.outline.images:
        name = unquote(image.src)
        attributes = dict(image.attributes)
        # In running text there is no caption, and so no place for a name or for the link to the whole image.
        is_credited = "credit" in attributes and image.block
        is_offered = "download" in attributes and image.block
        yield FileReference(document.file(name), name, image.location, True, is_credited, is_offered)
    for link in document.outline.links:
        linked = _file_name(link.target)
        if linked is not None:
            file = document.file(linked)
            yield FileReference(file, linked, link.location, False, is_credited=True, is_offered=True)
