"""A project of both brands, and a report with everything that a text can have."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.project import Project
from tests.sample_sites import ROOT
from tests.workers import made_once

REPORT = """\
---
title: "Rapporten # $ @ \\\\ «prøve»"
summary: Året sett under ett, med æ, ø og å.
year: 2025
projects: [prosjekt]
image: {src: /media/bilde.png, alt: En liten firkant}
key_figures:
  - {id: medlemmer, label: Medlemmer, value: 1950, previous: 1900, qualifier: om lag}
figures:
  - {id: medlemmer, title: Medlemmer per år, src: medlemmer.csv, unit: bedrifter, source: Alfa}
  - {id: regnskap, title: Tall bak, src: medlemmer.csv}
finance:
  - id: resultat
    title: Resultat
    rows:
      - {label: Inntekter, result: 1200000, budget: 1100000}
      - {label: Sum, result: 1200000, budget: 1100000, total: true}
errata:
  - {date: 2026-05-01, text: Tallet for 2024 var galt.}
---
Første avsnitt med **fet**, *kursiv* og `#kode $x$ @y \\n`. Se [delen om tall](#tall) og [Alfa](https://a.example/).

## Tall

Her er en note.[^1]

[^1]: Noten om tallene.

::: figures medlemmer
:::

### Under tallene

- Ett punkt
- Et annet
  - og ett inni

1. Først
2. Så

> Et sitat fra noen.

| Sted | Antall |
| ---- | -----: |
| Drammen | 12 |
| Hokksund | 7 |

## Til slutt

::: quote {by="Kari" role="leder"}
Dette gikk bra.
:::

::: facts Fakta
Litt å vite.
:::

::: details Mer
Skjult på nettet, synlig her.
:::

![En firkant til](/media/bilde.png "Slik ser den ut")
"""


@pytest.fixture(scope="session")
def _brands(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    def build(root: Path) -> None:
        shutil.copytree(built.root, root, ignore=shutil.ignore_patterns("output", "themes"))
        shutil.copytree(ROOT / "themes", root / "themes")
        project = Project(root)
        for site, theme in (("a", "drammenworks"), ("b", "opplevhokksund")):
            path = f"content/sites/{site}.yaml"
            before = next(line for line in project.read(path).splitlines() if line.startswith("theme:"))
            project.change(path, before, f"theme: {theme}\npdfs: true")
        project.write("content/reports/rapport/index.md", REPORT)
        project.build()

    return made_once(tmp_path_factory, "brands", build)[1]


@pytest.fixture
def branded(_brands: Path, tmp_path: Path) -> Project:
    """Return the valid project with the brands' own themes, whose sites have PDFs; built and published."""
    shutil.copytree(_brands, tmp_path / "project")
    return Project(tmp_path / "project")


@pytest.fixture
def report_pdf(branded: Project) -> Path:
    """Return the PDF of the report."""
    return branded.root / "output/a/rapporter/rapport/rapport.pdf"
