"""Files that version control or an editor would mangle, by the case that they belong to.

Each is made in a copy of ``_valid`` before the case's own files are laid over it.
"""

from __future__ import annotations

import io
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

from PIL import Image

_FIELDS = b"---\ntitle: Om oss\nsites: [a]\n---\n"
_OM = "content/pages/om.md"
_BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))

_FOREIGN = ("CNAME", "eget/a.txt", "eget/b/c.txt", "om/notat.txt", "x1", "x2", "x3", "x4", ".DS_Store")

Make = Callable[[Path], object]


def _write(path: str, data: bytes) -> Make:
    def make(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)

    return make


def _link(path: str, target: str) -> Make:
    return lambda root: (root / path).symlink_to(target)


def _sparse(path: str, size: int) -> Make:
    def make(root: Path) -> None:
        (root / path).write_bytes(_FIELDS)
        os.truncate(root / path, size)

    return make


def _named(folder: str, name: bytes) -> Make:
    def make(root: Path) -> None:
        (root / folder / os.fsdecode(name)).write_bytes(_FIELDS)

    return make


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def _each(*makes: Make) -> Make:
    def make(root: Path) -> None:
        for each in makes:
            each(root)

    return make


_CONFLICT = "<<<<<<< HEAD\n{0}: En\n=======\n{0}: To\n>>>>>>> gren\n"


def _damaged_animation(root: Path) -> None:
    """An animated PNG with a part twice, which most programs then show without motion."""
    frames = [Image.new("RGB", (1300, 800), colour) for colour in ("red", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "PNG", save_all=True, append_images=frames[1:])
    data = buffer.getvalue()
    start = data.index(b"acTL") - 4
    (root / "content/media/bilde.png").write_bytes(
        data[:start] + data[start : start + 20] * 2 + data[start + 20 :]
    )


MADE: dict[str, Make] = {
    "DW118-fields": _write(_OM, f"---\n{_CONFLICT.format('title')}sites: [a]\n---\n".encode()),
    "DW118-text": _write(_OM, _FIELDS + (_CONFLICT.format("A") + _CONFLICT.format("B")).encode()),
    "DW118-table": _write("content/reports/rapport/medlemmer.csv", _CONFLICT.format("2024;10").encode()),
    "DW119-rich-text": _write(_OM, b"{\\rtf1\\ansi Om oss}"),
    "DW119-word": _write(_OM, b"PK\x03\x04\x14\0\x06\0\x08\0[Content_Types].xml"),
    "DW151-spreadsheet": _write(
        "content/reports/rapport/medlemmer.csv", b"PK\x03\x04\x14\0\x06\0[Content_Types].xml"
    ),
    "DW142-after-a-colon": _write(_OM, _FIELDS.replace(b"title: ", "title:\xa0".encode())),
    "DW142-indentation": _write(_OM, _FIELDS[:-4] + "seo:\n\xa0\xa0title: Om\n---\n".encode()),
    "DW101-latin-1": _write(_OM, _FIELDS + "Vi er på Øya.\n".encode("latin-1")),
    "DW101-latin-1-in-fields": _write(_OM, "---\ntitle: Ære\n---\n".encode("cp1252")),
    "DW101-utf-16": _write(_OM, _FIELDS.decode().encode("utf-16")),
    "DW150-table": _write("content/reports/rapport/medlemmer.csv", "År;Antall\n2024;10\n".encode("latin-1")),
    "DW101-site-file": _write("content/sites/b.yaml", "name: Bø\n".encode("latin-1")),
    "DW101-style-sheet": _write("themes/base/assets/css/base.css", "/* blå */ a {}\n".encode("latin-1")),
    "DW101-template": _write("themes/base/templates/page.html", "blå\n".encode("latin-1")),
    "DW488-line-break-of-powerpoint": _write(_OM, _FIELDS + b"Linje\x0bskift.\n\n`kode\x7f` &#1;\n"),
    "DW499-damaged-animation": _damaged_animation,
    "DW102-nul-bytes": _write(_OM, _FIELDS + b"Vi er\0 her.\n"),
    "DW102-picture-as-text": _write(_OM, b"---\n\x00\x01\x02\x7f"),
    "DW103-empty": _write(_OM, b""),
    "DW103-only-a-byte-order-mark": _write(_OM, b"\xef\xbb\xbf\r\n"),
    "DW104-fifty-megabytes": _sparse(_OM, 50_000_000),
    "DW105-symlinked-file": _link("content/pages/passord.md", "/etc/passwd"),
    "DW105-symlinked-folder": _link("content/pages/hemmelig", "/etc"),
    "DW105-dangling-symlink": _link("content/media/borte.png", "finnes-ikke.png"),
    "DW106-pipe": lambda root: os.mkfifo(root / "content/pages/ror.md"),
    "DW108-case-collision": _named("content/pages", b"OM.md"),
    "DW108-decomposed-name": _named("content/pages", unicodedata.normalize("NFD", "årsmøte.md").encode()),
    "DW711-heavy-attachment": _write("content/media/sak.pdf", b"%PDF-1.7" + bytes(33_400_000)),
    "DW115-not-utf-8": _named("content/pages", b"\xe6rlig.md"),
    "DW115-line-break": _named("content/media", b"a\n::error::b.png"),
    "DW121-tab": _write(_OM, b"---\ntitle:\tOm oss\nsites:\n\t- a\n---\n"),
    "DW121-tab-with-crlf": _write(_OM, b"---\r\ntitle: Om oss\r\nsummary:\tKort\r\n---\r\n"),
    "DW122-byte-order-mark-and-crlf": _write(
        _OM, b"\xef\xbb\xbf---\r\ntitle: Om oss\r\nsites: [a]\r\ntitle: Om meg\r\n---\r\n"
    ),
    "DW141-decomposed-name": _named("content/media", unicodedata.normalize("NFD", "blå.png").encode()),
    "DW129-alias-bomb": _write(_OM, f"---\ntitle: Om oss\na0: &a0 [x]\n{_BOMB}---\n".encode()),
    "DW134-nested-lists": _write(_OM, b"---\ntitle: Om oss\ntags: " + b"[" * 20_000 + b"\n---\n"),
    "DW134-nested-fields": _write(
        _OM, b"---\n" + b"".join(b" " * depth + b"a:\n" for depth in range(400)) + b"---\n"
    ),
    "DW135-too-many-fields": _write(_OM, b"---\ntitle: Om oss\nsummary: " + b"ja " * 100_000 + b"\n---\n"),
    "DW136-control-character": _write(_OM, "---\næøå: æøå\ntitle: Om \x08oss\n---\n".encode()),
    "DW136-line-separator": _write(_OM, "---\ntitle: Om\u2028oss\nsites: [a]\n---\n".encode()),
    "DW145-deep-folder": _write(f"content/media/{'mappe/' * 140}bilde.png", b"x"),
    "DW145-folder-of-a-document": _write(f"content/pages/{'a-long-name/' * 70}om-oss.md", _FIELDS),
    "DW146-long-key": _write(_OM, _FIELDS[:-4] + b"k" * 1025 + b": x\n---\n"),
    "DW146-long-key-in-quotes": _write(_OM, _FIELDS[:-4] + b'seo:\n  "' + b"k" * 1100 + b'": x\n---\n'),
    "DW240-long-addresses": _write(
        _OM,
        f"---\ntitle: Om oss\nsites: [a]\nslug: {'a' * 256}\naliases:\n  - /om/{'a' * 256}/\n  - {'/ab' * 1500}/\n"
        f"  - /{'å' * 128}/\ntags: [{'ord ' * 70}]\n---\n".encode(),
    ),
    "DW240-long-section": lambda root: _replace(
        root / "content/sites/a.yaml", "/aktuelt/", f"/{'aktuelt/' * 120}"
    ),
    # Git on Windows could not check out such a file.
    "DW242-device": _named("content/pages", b"prn.md"),
    "DW901-foreign-file": _write("output/a/google1234.html", b"google-site-verification\n"),
    "DW901-many-foreign-files": _each(*(_write(f"output/a/{name}", b"x") for name in _FOREIGN)),
    "DW902-foreign-file-in-the-way": _write("output/a/nytt/index.html", b"min egen side\n"),
}
