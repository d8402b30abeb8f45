"""What is not out yet, or out no more, is in no file of the output: not its text, address, pictures or data."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from tests.end_to_end.conftest import Built
from tests.project import Project
from tests.trees import assert_same

INSTANT = datetime.fromisoformat("2026-11-23T08:00:00+01:00")
"""Monday at eight, when nothing else in the sample sites comes or goes."""
BEFORE = (INSTANT - timedelta(seconds=1)).isoformat()
AT = INSTANT.isoformat()

pytest.importorskip("typst", reason="there is no Typst for Windows on ARM")

MARK = "xyzzy"
"""In the title, text, address, tag, picture and data of each secret document."""
SECRETS = {
    "content/news/xyzzy-nyhet.md": """\
---
title: Xyzzy kommer
summary: Nyheten om xyzzy.
date: 2026-11-20
sites: [drammen-works]
tags: [Xyzzyemne]
{field}: 2026-11-23 08:00
image: {{src: /media/xyzzy.png, alt: En xyzzy.}}
---
Alt om xyzzy, med [tallene](report:arsrapport-xyzzy) og [filen](/media/xyzzy.csv).
""",
    "content/events/xyzzy-mote.md": """\
---
title: Møte om xyzzy
summary: Vi møtes om xyzzy.
start: 2026-12-03 18:00
end: 2026-12-03 20:00
sites: [drammen-works]
{field}: 2026-11-23 08:00
venue: {{name: Xyzzysalen, address: {{street: Xyzzygata 1, postal_code: "3015", city: Drammen}}}}
---
Kom.
""",
    "content/reports/arsrapport-xyzzy/index.md": """\
---
title: Årsrapport om xyzzy
summary: Xyzzy i tall.
year: 2024
publisher: eksempelforeningen
sites: [drammen-works]
date: 2026-11-20
period: {{from: 2024-01, to: 2024-12}}
{field}: 2026-11-23 08:00
figures:
  - {{id: xyzzy-tall, title: Xyzzy år for år, src: xyzzy.csv, unit: stykker, source: Xyzzyregisteret}}
---
Rapporten om xyzzy.

::: figures xyzzy-tall
:::
""",
}
SHOWN = [
    "aktuelt/xyzzy-nyhet/index.html",
    "aktuelt/index.html",
    "aktuelt/feed.xml",
    "feed.xml",
    "emner/xyzzyemne/index.html",
    "arrangementer/xyzzy-mote/index.html",
    "arrangementer/xyzzy-mote/kalender.ics",
    "arrangementer/kalender.ics",
    "arsrapporter/arsrapport-xyzzy/index.html",
    "sitemap.xml",
]
"""Where each is told of once it is out, of many places."""


@pytest.fixture
def sites(built: Built, tmp_path: Path) -> Project:
    """The sample sites, whose pictures are encoded already, without the secret documents."""
    root = tmp_path / "sites"
    shutil.copytree(built.root, root, ignore=shutil.ignore_patterns("output"))
    project = Project(root)
    Image.new("RGB", (1200, 675), "#123abc").save(root / "content/media/xyzzy.png")
    project.change(
        "content/sites/drammen-works.yaml",
        "languages:",
        "calendars: true\npdfs: true\nsearch: true\nlanguages:",
    )
    project.write("content/media/xyzzy.csv", "xyzzy;1\n")
    project.write("content/reports/arsrapport-xyzzy/xyzzy.csv", "År;Xyzzy\n2023;5\n2024;6\n")
    return project


def write_secrets(project: Project, field: str) -> None:
    for path, text in SECRETS.items():
        project.write(path, text.format(field=field))


def output(project: Project, at: str, *arguments: str) -> dict[str, bytes]:
    """Build, and return each published file."""
    report = project.report(*arguments, at=at)
    assert report["sites"], report["findings"]
    return {path: (project.root / "output" / path).read_bytes() for path in project.published()}


def telling(files: dict[str, bytes]) -> list[str]:
    """Return the files that tell of the secret, by name or content."""
    forms = {MARK.encode(), MARK.capitalize().encode(), quote(MARK).encode()}
    return [
        path for path, data in files.items() if MARK in path.lower() or any(form in data for form in forms)
    ]


def _search(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if "search" in path}


def pictures(files: dict[str, bytes]) -> set[str]:
    """Return the digests of all pictures."""
    suffixes = (".avif", ".webp", ".jpg", ".png")
    return {hashlib.sha256(data).hexdigest() for path, data in files.items() if path.endswith(suffixes)}


def test_an_embargo_ends_everywhere_at_once(sites: Project) -> None:
    """A second before, the output is what it is without the documents; a second later they are all there."""
    without = output(sites, BEFORE)
    assert telling(without) == []
    write_secrets(sites, "publish_at")
    before = output(sites, BEFORE)
    assert telling(before) == []
    assert_same(before, without)
    assert datetime.fromisoformat(sites.report(at=BEFORE)["next_change"]) == INSTANT
    after = output(sites, AT)
    told = telling(after)
    assert [path for path in SHOWN if f"drammen-works/{path}" not in told] == []
    assert any(path.endswith(".pdf") and MARK in path for path in told), "the PDF of the report"
    assert any(path.endswith(".csv") and MARK in path for path in told), "the data of the report"
    # Its files are compressed.
    assert _search(after) != _search(before)
    assert pictures(after) > pictures(before)
    assert sites.report(at=AT)["next_change"] != sites.report(at=BEFORE)["next_change"]


def test_a_deadline_ends_everywhere_at_once(sites: Project) -> None:
    """What has expired is gone as if it had never been."""
    without = output(sites, AT)
    write_secrets(sites, "expire_at")
    before = output(sites, BEFORE)
    told = telling(before)
    assert [path for path in SHOWN if f"drammen-works/{path}" not in told] == []
    assert datetime.fromisoformat(sites.report(at=BEFORE)["next_change"]) == INSTANT
    after = output(sites, AT)
    assert telling(after) == []
    assert_same(after, without)


def test_a_preview_shows_what_is_not_out_yet_and_says_so(sites: Project) -> None:
    """It is for those who write; and the public build beside it, from the same cache, has nothing of it."""
    write_secrets(sites, "publish_at")
    shown = output(sites, BEFORE, "--drafts", "--preview")
    page = shown["drammen-works/aktuelt/xyzzy-nyhet/index.html"].decode()
    assert "Publiseres 23.11.2026 08:00" in page
    assert telling(output(sites, BEFORE)) == []


def test_differences_tell_of_it_when_it_is_out(sites: Project, tmp_path: Path) -> None:
    """Between two builds on either side of the instant, and not before."""
    write_secrets(sites, "publish_at")
    folders = []
    for at in ("2026-11-22", BEFORE, AT):
        output(sites, at)
        folders.append(shutil.copytree(sites.root / "output", tmp_path / f"ut-{len(folders)}"))
    early = sites.run("diff", str(folders[0]), str(folders[1]), "--format", "json").stdout
    assert MARK not in early.lower()
    site = json.loads(sites.run("diff", str(folders[1]), str(folders[2]), "--format", "json").stdout)
    added = [page["path"] for page in site["sites"]["drammen-works"]["added"]]
    assert "/aktuelt/xyzzy-nyhet/" in added
    assert "/arsrapporter/arsrapport-xyzzy/" in added
