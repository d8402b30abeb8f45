"""Reading the sites' own files."""

from __future__ import annotations

from pathlib import Path

import pytest

from drammenworks.config.load_sites import load_sites
from drammenworks.errors import ContentError, Location
from tests.project import Project

SITE = "id: {id}\nname: {id}\nbase_url: https://{id}.example\ntheme: base\nlanguages: [nb]\n"


def _write(root: Path, **files: str) -> None:
    (root / "content/sites").mkdir(parents=True)
    for name, text in files.items():
        (root / f"content/sites/{name}.yaml").write_text(text, encoding="utf-8")


def _codes(root: Path) -> list[tuple[str, str]]:
    with pytest.raises(ContentError) as caught:
        load_sites(root)
    return [(found.code, str(found.location)) for found in caught.value.findings]


def test_sites_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    """Whatever order the system lists the files in, the sites are in theirs."""
    _write(tmp_path, b=SITE.format(id="b"), a=SITE.format(id="a"))
    assert [site.id for site in load_sites(tmp_path)] == ["a", "b"]


@pytest.mark.parametrize("name", ["._a.yaml", ".#a.yaml", "~$a.yaml", "#a.yaml"])
def test_files_of_the_system_are_no_sites(tmp_path: Path, name: str) -> None:
    """Editors and systems leave files beside those of the sites."""
    _write(tmp_path, a=SITE.format(id="a"))
    (tmp_path / "content/sites" / name).write_bytes(b"\0\x05\x16\x07")
    assert [site.id for site in load_sites(tmp_path)] == ["a"]


def test_the_faults_of_all_sites_are_reported_together(tmp_path: Path) -> None:
    """One invalid file does not hide the findings of the next."""
    _write(tmp_path, a=SITE.format(id="a") + "per_page: 0\n", b="id: b\nid: b\n", c=SITE.format(id="d"))
    assert _codes(tmp_path) == [
        ("DW234", "content/sites/a.yaml:6:1"),
        ("DW122", "content/sites/b.yaml:2:1"),
        ("DW802", "content/sites/c.yaml:1:1"),
    ]


def test_a_project_without_sites_has_nothing_to_build(tmp_path: Path) -> None:
    """No site file, or no folder for them, is one finding."""
    assert _codes(tmp_path) == [("DW801", "content/sites")]
    _write(tmp_path)
    assert _codes(tmp_path) == [("DW801", "content/sites")]


def test_an_editors_hidden_files_are_no_sites(tmp_path: Path) -> None:
    """A lock file such as Emacs makes is passed over."""
    _write(tmp_path, a=SITE.format(id="a"))
    (tmp_path / "content/sites/.#a.yaml").symlink_to("kari@pc.1234")
    assert [site.id for site in load_sites(tmp_path)] == ["a"]


def test_a_site_knows_where_its_settings_stand(project: Project) -> None:
    """A finding about a setting points to its line, and about a missing one to what it would be part of."""
    site = load_sites(project.root)[0]
    path = "content/sites/a.yaml"
    assert site.at("theme") == Location(path, 4, 1)
    assert site.at("menus", "main", 1) == Location(path, 22, 7)
    assert site.at("sections", "place") == Location(path, 7, 1)
    assert site.at("statement_url") == Location(path, 1, 1)


@pytest.mark.parametrize("name", ["no", "18:00", "0150", "2026-11-21"])
def test_a_site_has_the_id_of_its_file_name(tmp_path: Path, name: str) -> None:
    """Names that YAML 1.1 would make something else of stay names."""
    _write(tmp_path, a=SITE.format(id="a").replace("name: a", f"name: {name}"))
    assert load_sites(tmp_path)[0].name == name
