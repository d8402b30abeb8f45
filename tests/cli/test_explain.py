"""``drammenworks explain``."""

from __future__ import annotations

import pytest

from tests.project import Project

HOME = "content/pages/hjem.md"
TEMPLATE = "themes/base/templates/home.html"


def reason(project: Project, page: str, *arguments: str) -> str:
    """Return why a page was last rendered."""
    outcome = project.run("explain", page, *arguments)
    assert outcome.code == 0, outcome.stderr
    return next(line for line in outcome.stdout.splitlines() if "fordi" in line).partition(": ")[2]


@pytest.mark.parametrize("name", ["/", "a/index.html", "output/a/index.html", HOME, "index.html"])
def test_a_page_has_several_names(project: Project, name: str) -> None:
    """Its path, its output file and its source file all name the page."""
    project.build()
    outcome = project.run("explain", name)
    assert outcome.code == 0, outcome.stderr
    assert outcome.stdout.startswith("a/\n")


def test_what_a_page_is_made_of(project: Project) -> None:
    """The files, templates and links that a page reads are listed under their headings."""
    project.build()
    lines = project.run("explain", HOME).stdout.splitlines()
    own, theme = (
        lines.index("  Siden lages av:"),
        lines.index("  Maler og filer i temaet (for den som lager utseendet):"),
    )
    assert lines[own + 1] == f"    {HOME}"
    assert "    layout.html" in lines[theme:]


def test_a_page_that_says_what_is_gone(project: Project) -> None:
    """It is made of the list of such addresses."""
    project.write("content/urls/gone.yaml", "gone:\n  - {site: a, address: /borte/}\n")
    project.build()
    lines = project.run("explain", "content/urls/gone.yaml").stdout.splitlines()
    assert lines[0] == "a/borte/"
    assert lines[lines.index("  Siden lages av:") + 1] == "    content/urls/gone.yaml"


def test_a_new_page(project: Project) -> None:
    """A page that was rendered once only was new."""
    project.build()
    assert reason(project, HOME) == "Den var ny."


@pytest.mark.parametrize("path", [HOME, TEMPLATE, "content/sites/a.yaml"])
def test_the_file_for_which_a_page_was_rendered(project: Project, path: str) -> None:
    """The reason is followed to the file that was edited."""
    project.build()
    edits = {
        HOME: ("Velkommen", "Hallo"),
        TEMPLATE: ("<", "<!-- --><"),
        "content/sites/a.yaml": ("Alfa", "Alfabet"),
    }
    project.write(path, project.read(path).replace(*edits[path], 1))
    project.build()
    assert reason(project, HOME) == f"{path} er endret."


def test_an_edit_of_another_template_is_not_the_reason(project: Project) -> None:
    """A page that was rendered for one template stays so when a template is edited that it does not use."""
    project.build()
    project.write(TEMPLATE, "<!-- -->" + project.read(TEMPLATE))
    project.build()
    project.write(
        "themes/base/templates/project.html", "<!-- -->" + project.read("themes/base/templates/project.html")
    )
    project.build()
    assert reason(project, HOME) == f"{TEMPLATE} er endret."


def test_a_list_with_one_more_document(project: Project) -> None:
    """A list page is rendered for its list."""
    project.build()
    project.write("content/projects/nytt.md", "---\ntitle: Nytt\nstatus: active\nsites: [a]\n---\nOrd.\n")
    project.build()
    assert reason(project, "a/prosjekter/index.html") == "Listen over prosjekter på bokmål er endret."


def test_a_page_that_is_rendered_because_of_the_time(project: Project) -> None:
    """An event that is over moves in its list, at the time when it ended."""
    project.build()
    outcome = project.run("build", "--at", "2027-11-21", "--jobs", "1")
    assert outcome.code == 0
    assert "01.12.2026 20:00" in reason(project, "a/arrangementer/index.html")


def test_a_page_whose_file_was_lost(project: Project) -> None:
    """A page that is missing in the cache is rendered again, and that is the reason."""
    project.build()
    for file in (project.root / ".cache/pages").iterdir():
        file.unlink()
    project.build("--output", "elsewhere")
    assert reason(project, HOME) == "Den manglet blant sidene som er tatt vare på."


def test_a_page_that_is_not_built(project: Project) -> None:
    """The message says so and suggests a page with a similar name."""
    outcome = project.run("explain", "content/pages/hjem.md")
    assert outcome.code == 2
    assert "Bygg først" in outcome.stderr
    project.build()
    outcome = project.run("explain", "content/pages/hjemm.md")
    assert outcome.code == 2
    assert HOME in outcome.stderr


def test_a_draft_is_explained_with_drafts(project: Project) -> None:
    """Builds with drafts are a different graph."""
    path = "content/pages/utkast.md"
    project.write(path, "---\ntitle: Utkast\nsites: [a]\ndraft: true\n---\nOrd.\n")
    project.build("--drafts")
    assert project.run("explain", path).code == 2
    assert reason(project, path, "--drafts") == "Den var ny."


def test_everything_is_in_words_that_an_editor_understands(project: Project) -> None:
    """No id, no code of a language, no name of a query; what refers to a page is named by its file."""
    project.write(
        "content/events/mote.md",
        "---\ntitle: Møte\nstart: 2026-12-01 18:00\nrelated: [project/prosjekt]\n---\n",
    )
    project.build()
    pages = sorted(path for path in project.published() if path.endswith(".html") and "404" not in path)
    said = {page: project.run("explain", page).stdout for page in pages}
    shown = said["a/prosjekter/prosjekt/index.html"]
    assert "  Sider som viser hit:\n    content/events/mote.md\n" in shown
    for page, text in said.items():
        lines = [line.strip() for line in text.splitlines()[1:]]
        assert lines, page
        for line in lines:
            assert not line.startswith(("project/", "person/", "event/", "page/", "article/")), (page, line)
            assert not line.endswith((" nb", " en", "(nb)", "(en)")), (page, line)
    assert "    de neste arrangementene på bokmål\n" in said["a/index.html"]
    assert "    hovedmenyen på bokmål\n" in said["a/index.html"]


def test_the_reason_is_said_in_words_too(project: Project) -> None:
    """A page that shows who refers to it, and a link to a page that is new."""
    project.build()
    project.write(
        "content/events/to.md", "---\ntitle: To\nstart: 2026-12-01 18:00\nrelated: [project/prosjekt]\n---\n"
    )
    project.build()
    assert reason(project, "a/prosjekter/prosjekt/index.html") == "Hvilke sider som viser hit er endret."
