"""A new project builds, checks and previews at once, whatever is answered."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from coloraide import Color

from drammenworks.authoring.scaffold.palette import contrast, make_palette
from drammenworks.config.load_sites import load_sites
from drammenworks.outputs.contrast import check_contrast
from tests.project import Keyboard, run


def made(folder: Path, *arguments: str) -> Path:
    """Make a project of its own and return its folder."""
    outcome = run(folder, "init", "ny", "--yes", *arguments)
    assert outcome.code == 0, outcome.stderr
    return folder / "ny"


def test_a_new_project_builds_without_any_finding(tmp_path: Path) -> None:
    """It is built and checked strictly as it is made."""
    project = made(tmp_path, "--name", "Opplev Lier", "--lang", "nb,en", "--color", "#7a1f4e")
    built = run(project, "build", "--strict")
    assert built.code == 0, built.stdout + built.stderr
    checked = run(project, "check", "--strict")
    assert checked.code == 0, checked.stdout + checked.stderr
    home = (project / "output/opplev-lier/index.html").read_text(encoding="utf-8")
    assert "<h1" in home
    assert "Opplev Lier" in home
    assert (project / "output/opplev-lier/en/index.html").is_file()


@pytest.mark.parametrize("lang", ["nn", "en,nb,nn"])
def test_each_language_may_be_the_first(tmp_path: Path, lang: str) -> None:
    """Its pages are those of the language, and nothing is found wrong."""
    project = made(tmp_path, "--lang", lang)
    checked = run(project, "check", "--strict")
    assert checked.code == 0, checked.stdout + checked.stderr


def test_a_name_may_have_any_sign(tmp_path: Path) -> None:
    """YAML, templates and the settings that programs read are as valid as ever."""
    project = made(tmp_path, "--name", "Lier: {{ x }} $HOME")
    names = [
        "A: b",
        "«Lier» & sønn",
        "100 % lokalt",
        "Æ #1",
        "-lier-",
        "'x'",
        'Si "hei"',
        "Ja*",
        "${y}",
        "<b>",
    ]
    for name in names:
        outcome = run(project, "new", "nettsted", "--", name)
        assert outcome.code == 0, outcome.stderr
    checked = run(project, "check", "--strict")
    assert checked.code == 0, checked.stdout + checked.stderr
    shown = [site.name for site in load_sites(project)]
    assert sorted(shown) == sorted(["Lier: {{ x }} $HOME", *names])


def test_the_schemas_are_those_of_the_site(tmp_path: Path) -> None:
    """What editors and forms need is there, and up to date."""
    project = made(tmp_path)
    assert run(project, "schema", "--check").code == 0
    assert (project / "admin/config.yml").is_file()
    assert (project / ".vscode/settings.json").is_file()
    assert (project / ".github/workflows/sites.yml").read_text(encoding="utf-8").count("${{") == 4


def test_an_answer_is_asked_for_in_a_terminal(tmp_path: Path) -> None:
    """Each has a default, that an empty line accepts."""
    outcome = run(tmp_path, "init", "lier", keyboard=Keyboard("Opplev Lier\n\nnb, en\n#2b7f4e\n"))
    assert outcome.code == 0, outcome.stderr
    site = (tmp_path / "lier/content/sites/opplev-lier.yaml").read_text(encoding="utf-8")
    assert "base_url: https://opplev-lier.example" in site
    assert "languages: [nb, en]" in site


def test_a_conversation_that_is_cut_off_makes_nothing(tmp_path: Path) -> None:
    """The folder is not there afterwards."""
    outcome = run(tmp_path, "init", "lier", keyboard=Keyboard("Opplev Lier\n"))
    assert outcome.code == 2
    assert "Ingenting er laget" in outcome.stderr
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--base-url", "opplev-lier.no"), "opplev-lier.no"),
        (("--lang", "nb,sv"), "sv"),
        (("--lang", ","), "må ha et språk"),
        (("--color", "blå"), "ikke en farge"),
        (("--color", "#1f4e6b80"), "ikke en farge"),
        (("--name", "…"), "filnavn"),
        (("--name", "base"), "filnavn"),
        (("--name", "con"), "filnavn"),
        (("--name", " "), "Tittelen er tom"),
    ],
)
def test_an_answer_that_cannot_be_used_is_told_of(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    """Nothing is made, and nothing is left behind."""
    outcome = run(tmp_path, "init", "ny", "--yes", *arguments)
    assert outcome.code == 2
    assert message in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert not any(tmp_path.iterdir())


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    """Nothing of it is touched; a clone that has nothing yet is taken."""
    (tmp_path / "ny").mkdir()
    (tmp_path / "ny/notat.txt").write_text("Viktig", encoding="utf-8")
    outcome = run(tmp_path, "init", "ny", "--yes")
    assert outcome.code == 2
    assert "blir ikke rørt" in outcome.stderr
    assert [file.name for file in (tmp_path / "ny").iterdir()] == ["notat.txt"]
    (tmp_path / "ny/notat.txt").unlink()
    (tmp_path / "ny/.git").mkdir()
    assert run(tmp_path, "init", "ny", "--yes").code == 0


def test_a_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    """It is told of."""
    (tmp_path / "ny").write_text("Viktig", encoding="utf-8")
    outcome = run(tmp_path, "init", "ny", "--yes")
    assert (outcome.code, "er en fil" in outcome.stderr) == (2, True)


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    """As a sentence, and nothing is left behind."""
    tmp_path.chmod(0o500)
    outcome = run(tmp_path, "init", "ny", "--yes")
    tmp_path.chmod(0o700)
    assert outcome.code == 1
    assert "Kan ikke skrive" in outcome.stderr


def test_a_colour_that_is_too_light_gets_a_proposal(tmp_path: Path) -> None:
    """It is said, and the theme has the nearest colour that white words can be read on."""
    outcome = run(tmp_path, "init", "ny", "--yes", "--color", "#ffd400")
    assert "kontrast" in outcome.stdout
    theme = (tmp_path / "ny/themes/ny/theme.yaml").read_text(encoding="utf-8")
    primary = theme.partition('colour: "')[2][:7]
    assert contrast(primary, "#ffffff") >= 4.5
    hues = [Color(one).convert("oklch")["hue"] for one in (primary, "#ffd400")]
    assert abs(hues[0] - hues[1]) < 8


@pytest.mark.parametrize(
    "colour",
    ["#000000", "#ffffff", "#808080", "#ff0000", "#ffff00", "#00ff00", "#0000ff", "#ff69b4", "#1f4e6b"],
)
def test_any_colour_gives_tokens_that_can_be_told_apart(colour: str) -> None:
    """By the rule that themes are checked by, in light and dark."""
    palette = make_palette(colour)

    def sheet(tokens: object) -> str:
        assert isinstance(tokens, dict)
        return ":root {" + "".join(f"--{name}: {value};" for name, value in tokens.items()) + "}"

    dark = "@media (prefers-color-scheme: dark) {" + sheet(palette.dark) + "}"
    assert check_contrast([("tokens.css", sheet(palette.light) + dark)]) == []
    for tokens in palette:
        for number in range(1, 7):
            assert contrast(tokens[f"chart-{number}"], tokens["bg"]) >= 3


def test_a_site_beside_the_others(tmp_path: Path) -> None:
    """It builds without a finding, and of the first site not a byte changes."""
    project = made(tmp_path, "--name", "Opplev Lier", "--lang", "nb,en")
    assert run(project, "build").code == 0
    output = project / "output/opplev-lier"
    before = {file: file.read_bytes() for file in output.rglob("*") if file.is_file()}
    outcome = run(
        project, "new", "nettsted", "opplev-mjondalen", "--like", "opplev-lier", "--color", "#7a1f4e"
    )
    assert outcome.code == 0, outcome.stderr
    built = run(project, "build", "--strict")
    assert built.code == 0, built.stdout + built.stderr
    assert before == {file: file.read_bytes() for file in output.rglob("*") if file.is_file()}
    home = (project / "output/opplev-mjondalen/index.html").read_text(encoding="utf-8")
    assert "Opplev Mjondalen" in home
    assert "Opplev Lier" not in home


def test_many_sites_in_one_project(tmp_path: Path) -> None:
    """A tenth site is like a second: an edit of one makes nothing of another again."""
    project = made(tmp_path, "--name", "By 1")
    for number in range(2, 11):
        assert run(project, "new", "nettsted", f"By {number}").code == 0
    assert run(project, "build", "--strict").code == 0
    page = project / "content/pages/om-by-7.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nEt ord til.\n", encoding="utf-8")
    report = run(project, "build", "--report", "rapport.json")
    assert report.code == 0
    text = (project / "rapport.json").read_text(encoding="utf-8")
    assert '"rendered": 1' in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Ny", "--like", "opplev-lir"), "Mente du «opplev-lier»?"),
        (("Opplev Lier",), "finnes allerede"),
        (("Ny", "--base-url", "ny.no"), "ny.no"),
        (("Ny", "--color", "rosa"), "ikke en farge"),
        (("Ny", "--site", "opplev-lier"), "--site gjelder ikke et nettsted"),
        (("Ny", "--date", "2026-12-01"), "--date gjelder ikke et nettsted"),
    ],
)
def test_a_site_that_cannot_be_made_is_told_of(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    """Not a file of it is left behind."""
    project = made(tmp_path, "--name", "Opplev Lier")
    before = sorted(project.rglob("*"))
    outcome = run(project, "new", "nettsted", *arguments)
    assert outcome.code == 2
    assert message in outcome.stderr
    assert sorted(project.rglob("*")) == before


def test_an_option_of_sites_is_refused_for_documents(tmp_path: Path) -> None:
    """It is said that it means nothing there."""
    project = made(tmp_path)
    outcome = run(project, "new", "nyhet", "Tittel", "--color", "#123456")
    assert (outcome.code, "--color gjelder bare et nytt nettsted" in outcome.stderr) == (2, True)
