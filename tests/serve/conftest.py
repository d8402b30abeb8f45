"""A project of two small sites."""

from __future__ import annotations

from pathlib import Path

import pytest

_SITE = """\
id: {id}
name: {name}
base_url: https://{id}.example
theme: enkel
languages: [nb]
sections:
  page: {{nb: /}}
"""
_STRINGS = """\
nav: {home: Forside}
not_found: {title: Fant ikke siden}
"""
_TEMPLATE = """\
<!doctype html>
<html lang="nb">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<title>{{ page.title }}</title>
</head>
<body>
{% if doc is defined %}{{ doc.content }}{% else %}Ikke her.{% endif %}
</body>
</html>
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The root of the project; its front pages are ``content/pages/by-hjem.md`` and ``land-hjem.md``."""
    root = tmp_path / "prosjekt"
    for site, name in (("by", "Byen"), ("land", "Landet")):
        write(root / f"content/sites/{site}.yaml", _SITE.format(id=site, name=name))
        write(
            root / f"content/pages/{site}-hjem.md",
            f"---\ntitle: {name}\ntemplate: home\nsites: [{site}]\n---\nVelkommen.\n",
        )
    write(root / "themes/enkel/theme.yaml", "description: Liten.\n")
    write(root / "themes/enkel/strings/nb.yaml", _STRINGS)
    for template in ("home", "page", "404"):
        write(root / f"themes/enkel/templates/{template}.html", _TEMPLATE)
    return root


def write(file: Path, text: str) -> None:
    """Save as good editors do: one change, and so one build, however slow the machine is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.tmp")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(file)
