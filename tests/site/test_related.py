"""What is offered to read next."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.project import Project


def article(name: str, fields: str = "", text: str = "Tekst.", day: str = "2026-06-01") -> tuple[str, str]:
    """Return the path and text of a news article of the site a."""
    site = "" if "sites:" in fields else "sites: [a]\n"
    head = f"---\ntitle: {name.title()}\ndate: {day}\n{site}{fields}---\n{text}\n"
    return f"content/news/{name}.md", head


@pytest.fixture
def related_to(project: Project) -> Callable[..., str]:
    """Tell what a template shows as related to the article « egen » among others."""
    project.write(
        "themes/base/templates/article.html",
        "{% for one in doc.related(3) %}{{ one.id }}{% if not loop.last %} {% endif %}{% endfor %}",
    )

    project.write("content/people/ola.yaml", "name: Ola\n")

    def build(*articles: tuple[str, str]) -> str:
        for path, text in articles:
            project.write(path, text)
        project.report()
        return project.output("a/aktuelt/egen/index.html").strip()

    return build


def test_what_the_document_names_comes_first(related_to: Callable[..., str]) -> None:
    """All of it, whatever else there is in common."""
    found = related_to(
        article("egen", "tags: [Bygg]\nrelated: [article:b, article:a]\n"),
        article("a"),
        article("b"),
        article("c", "tags: [Bygg]\n"),
        article("d", "tags: [Bygg]\n"),
    )
    assert found == "article/b article/a article/c"


def test_links_outweigh_shared_references_and_these_terms(related_to: Callable[..., str]) -> None:
    """In both directions; what is newest has no part in it."""
    found = related_to(
        article("egen", "tags: [Bygg]\npeople: [ola]\n"),
        article("ny", day="2026-11-01"),
        article("emne", "tags: [Bygg]\n"),
        article("person", "people: [ola]\n"),
        article("viser-hit", text="[Les mer](article:egen)"),
    )
    assert found == "article/viser-hit article/person article/emne"


def test_a_rare_term_says_more_than_a_common_one(related_to: Callable[..., str]) -> None:
    """That two documents have it."""
    common = [article(f"vanlig-{number}", "tags: [Bygg]\n") for number in range(12)]
    found = related_to(
        article("egen", "tags: [Bygg, Elv]\n"), article("sjelden", "tags: [Elv]\n", day="2019-01-01"), *common
    )
    assert found.split()[0] == "article/sjelden"


def test_of_two_alike_the_nearer_in_time_is_chosen(related_to: Callable[..., str]) -> None:
    """Before or after."""
    found = related_to(
        article("egen", "tags: [Bygg]\n"),
        article("lenge-siden", "tags: [Bygg]\n", day="2020-01-01"),
        article("like-etter", "tags: [Bygg]\n", day="2026-06-03"),
        article("lenge-etter", "tags: [Bygg]\n", day="2026-11-01"),
    )
    assert found == "article/like-etter article/lenge-etter article/lenge-siden"


def test_what_is_not_published_is_not_offered(related_to: Callable[..., str]) -> None:
    """Nor the document itself, people, organisations and pages."""
    found = related_to(
        article("egen", "tags: [Bygg]\npeople: [ola]\n", text="[Om](page:om)"),
        article("utkast", "tags: [Bygg]\ndraft: true\n"),
        article("annet-sted", "tags: [Bygg]\nsites: [b]\n"),
    )
    assert found == ""
