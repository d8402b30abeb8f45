"""Small outputs to compare."""

from __future__ import annotations

from pathlib import Path


def page(
    main: str,
    *,
    title: str = "Om oss",
    head: str = "",
    around: str = "",
    lang: str = "nb",
    path: str = "/om/",
) -> str:
    """Return a page with a heading and a main part."""
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{title}</title>'
        f'<link rel="canonical" href="https://a.example{path}">{head}</head>'
        f"<body><header>{around}</header><main><article><h1>{title}</h1>{main}</article></main></body></html>"
    )


def write(output: Path, files: dict[str, str | bytes], site: str = "a") -> Path:
    """Write the files of a site into an output folder, and return the folder."""
    for path, content in {"index.html": page("", title="Forside", path="/"), **files}.items():
        file = output / site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return output
