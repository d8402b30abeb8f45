"""Pages of the documents of a section with one value: of a year, a category or a place."""

from __future__ import annotations

from tests.project import Project

FILTERS = (
    "{% for filter in list.filters %}{{ filter.name }}: {% for one in filter.entries %}"
    "{{ one.label }} {{ one.url }} {{ one.total }}{% if one.current %}*{% endif %};{% endfor %} {% endfor %}"
)
ITEMS = "{% for one in list.items %}{{ one.name }} {% endfor %}"


def list_page(project: Project, template: str) -> None:
    """Let lists show a template."""
    project.write("themes/base/templates/list.html", template)


def news(project: Project, name: str, day: str) -> None:
    """Write news of the site a."""
    project.write(f"content/news/{name}.md", f"---\ntitle: {name}\ndate: {day}\nsites: [a]\n---\nTekst.\n")


def event(project: Project, name: str, start: str, city: str = "") -> None:
    """Write an event of the site a."""
    venue = f"venue: {{name: Huset, address: {{city: {city}}}}}\n" if city else ""
    project.write(
        f"content/events/{name}.md",
        f"---\ntitle: {name}\nstart: {start} 10:00\nsites: [a]\n{venue}---\nTekst.\n",
    )


def test_each_year_of_news_has_a_page(project: Project) -> None:
    """With the news of that year alone, in the order of the list."""
    list_page(project, ITEMS)
    news(project, "gammel", "2017-05-01")
    news(project, "eldre", "2017-02-01")
    news(project, "ny", "2026-05-01")
    project.report()
    assert project.output("a/aktuelt/2017/index.html").split() == ["gammel", "eldre"]
    assert "gammel" not in project.output("a/aktuelt/2026/index.html")


def test_a_list_leads_to_its_years(project: Project) -> None:
    """The last year first, each with its number of documents; on its page a year is marked."""
    list_page(project, FILTERS)
    news(project, "gammel", "2017-05-01")
    news(project, "eldre", "2017-02-01")
    news(project, "ny", "2026-05-01")
    project.remove("content/news/nyhet.md")
    project.report()
    expected = "year: 2026 /aktuelt/2026/ 1{};2017 /aktuelt/2017/ 2{};"
    assert project.output("a/aktuelt/index.html").strip() == expected.format("", "")
    assert project.output("a/aktuelt/2017/index.html").strip() == expected.format("", "*")


def test_one_year_is_no_choice(project: Project) -> None:
    """It has its page all the same: an address stays when a second year comes and goes."""
    list_page(project, "[" + FILTERS + "]")
    news(project, "gammel", "2017-05-01")
    project.remove("content/news/nyhet.md")
    project.report()
    assert project.output("a/aktuelt/index.html") == "[]"
    assert project.output("a/aktuelt/2017/index.html") == "[]"


def test_filters_are_on_the_first_page_alone(project: Project) -> None:
    """So that older pages stay as they are when something is added."""
    list_page(project, "[" + FILTERS + "]")
    for number in range(30):
        news(project, f"n{number}", f"20{10 + number % 2}-05-{number % 28 + 1:02}")
    project.report()
    assert project.output("a/aktuelt/side/1/index.html") == "[]"
    assert project.output("a/aktuelt/index.html") != "[]"


def test_events_are_sorted_out_by_place(project: Project) -> None:
    """By the city of their venues, however it is spelt; coming events first."""
    list_page(project, ITEMS)
    event(project, "snart", "2026-11-25", "Drammen")
    event(project, "senere", "2026-11-28", "DRAMMEN")
    event(project, "for", "2026-11-01", "Drammen")
    event(project, "annet", "2026-11-26", "Hokksund")
    event(project, "nett", "2026-11-27")
    project.report()
    assert project.output("a/arrangementer/sted/drammen/index.html").split() == ["snart", "senere", "for"]


def test_places_are_sorted_out_by_category(project: Project) -> None:
    """At an address in the language of the page."""
    list_page(project, ITEMS)
    project.write("content/places/kafe.md", "---\nname: Kafeen\ncategory: eatery\n---\nTekst.\n")
    project.write("content/places/sko.md", "---\nname: Skoene\ncategory: shop\n---\nTekst.\n")
    project.report()
    assert "kafe" in project.output("b/steder/spisesteder/index.html").split()
    assert "kafe" not in project.output("b/steder/butikker/index.html").split()


def test_a_year_is_there_in_the_languages_that_have_it(project: Project) -> None:
    """And its page leads to that of the other language."""
    list_page(project, "{% for one in page.alternates %}{{ one.url }} {% endfor %}")
    news(project, "gammel", "2017-05-01")
    project.write("content/news/gammel.en.md", "---\ntitle: Old\n---\nText.\n")
    project.report()
    assert "/en/news/2017/" in project.output("a/aktuelt/2017/index.html")


def test_a_city_without_letters_is_no_place(project: Project) -> None:
    """It would have no address."""
    list_page(project, ITEMS)
    event(project, "rart", "2026-11-25", '"🏙"')
    report = project.report()
    assert not [finding for finding in report["findings"] if finding["severity"] == "error"]
    assert not list((project.root / "output/a/arrangementer").glob("sted/*"))


def test_a_tag_that_repeats_a_focus_area_leads_to_its_page(project: Project) -> None:
    """Which lists the documents of both; other tags have pages of their own, in another list."""
    project.write("themes/base/templates/term.html", ITEMS)
    project.write(
        "themes/base/templates/terms.html",
        "{% for one in list.terms %}{{ one.label }} {{ one.count }};{% endfor %}",
    )
    project.write("content/projects/nytt.md", "---\ntitle: Nytt\nfocus_areas: [Handel]\n---\nTekst.\n")
    project.write(
        "content/news/n.md", "---\ntitle: N\ndate: 2026-01-01\nsites: [a]\ntags: [handel, Elv]\n---\nT.\n"
    )
    project.report()
    area = next(
        path for path in (project.root / "output/a").rglob("handel/index.html") if "emner" not in path.parts
    )
    assert sorted(area.read_text(encoding="utf-8").split()) == ["n", "nytt"]
    former = project.output("a/emner/handel/index.html")
    assert area.parent.relative_to(project.root / "output/a").as_posix() in former
    assert "Elv 1" in project.output("a/emner/index.html")
    assert "andel" not in project.output("a/emner/index.html")
