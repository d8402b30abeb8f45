"""What a build of a pull request hands over, made small."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

BASE = "depot/forhandsvisning/pr-7"
REPORT = json.dumps({"findings": []})
DIFFERENCES = json.dumps({"sites": {"a": {}}})
GOOD: dict[str, str | bytes] = {
    f"{BASE}/a/index.html": "<h1>Alfa</h1>",
    f"{BASE}/a/.well-known/security.txt": "Contact: mailto:a@a.example",
    f"{BASE}/b/index.html": "<h1>Beta</h1>",
    f"{BASE}/b/å og «b».html": "<h1>Å</h1>",
    "report.json": REPORT,
    "forskjell.json": DIFFERENCES,
    "forskjell.md": "@alle [trykk](https://ond.example)",
}


def write_zip(file: Path, files: dict[str, str | bytes]) -> Path:
    """Write a zip file as GitHub does, and return it."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return file


def write_folder(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files, and return the folder."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
