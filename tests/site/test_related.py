"""What is offered to read next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Any

import pytest

from drammenworks.engine.queries import CATALOGUE
from drammenworks.site.related import _near
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


class _Asked:
    """Answers from what carries a term, and notes what is asked for."""

    def __init__(self, carriers: tuple[tuple[int, str], ...]) -> None:
        self._carriers = carriers
        self.read: set[tuple[Any, ...]] = set()

    def __call__(self, key: tuple[Any, ...]) -> Any:
        if key[0] == "dated_term":
            return self._carriers
        self.read.add(key)
        return CATALOGUE.queries[key[0]].function(self, *key[1:])


@pytest.mark.parametrize("count", [0, 1, 8, 15, 16, 17, 31, 32, 33, 47, 100])
def test_those_near_in_time_are_found_by_blocks(count: int) -> None:
    """Eight before and eight after, wherever in the list a document is, and if it is not in it."""
    carriers = tuple((day, f"article/{day:03}") for day in range(0, 2 * count, 2))
    for day in range(-1, 2 * count + 1):
        own = (day, f"article/{day:03}")
        place = bisect_left(carriers, own)
        expected = [document_id for _, document_id in carriers[max(0, place - 8) : place + 9]]
        assert list(_near(_Asked(carriers), ("a", "tags", "nb", "bygg"), own)) == expected


def test_a_new_document_is_no_news_for_those_far_from_it() -> None:
    """Of a term that a thousand have, what the oldest ones read is as it was; the newest comes first."""
    carriers = tuple((-day, f"article/{day:04}") for day in reversed(range(1000)))
    before, after = _Asked(carriers), _Asked(((-1000, "article/1000"), *carriers))
    term_key = ("a", "tags", "nb", "bygg")
    for day in range(960):
        own = (-day, f"article/{day:04}")
        assert list(_near(before, term_key, own)) == list(_near(after, term_key, own))
    assert before.read == after.read
    assert all(before(key) == after(key) for key in before.read)
