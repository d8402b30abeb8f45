"""The base theme's templates for kinds, and how a brand overrides one of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from jinja2 import meta, nodes

from drammenworks.config.load_theme import load_theme
from drammenworks.errors import Location
from drammenworks.render.environment import make_environment
from tests.project import Project
from tests.render.every_field import CONTENT

ROOT = Path(__file__).parents[2]
CARDS = "templates/components/cards"


@pytest.fixture
def themed(project: Project) -> Project:
    """The valid project with the real base theme, which its brand « plain » extends."""
    project.remove("themes/base")
    shutil.copytree(ROOT / "themes/base", project.root / "themes/base")
    return project


def test_a_brand_overrides_the_card_of_one_kind(themed: Project) -> None:
    """By one template; the cards of all other kinds stay those of the base theme."""
    themed.write(
        f"themes/plain/{CARDS}/article.html",
        '{% extends "components/cards/default.html" %}{% block detail %}<p>Les mer</p>{% endblock %}\n',
    )
    themed.build()
    pages = [file.read_text(encoding="utf-8") for file in (themed.root / "output/b").rglob("*.html")]
    detailed, articles, cards = (
        sum(page.count(part) for page in pages)
        for part in ("<p>Les mer</p>", '<article class="card card--article', '<article class="card ')
    )
    assert 0 < detailed == articles < cards


def test_a_kind_without_a_card_of_its_own_has_the_default_one(themed: Project) -> None:
    """Its title and what it is."""
    themed.remove(f"themes/base/{CARDS}/project.html")
    themed.write(
        "content/news/nytt.md",
        "---\ntitle: Nytt\ndate: 2026-01-01\nrelated: [project:prosjekt]\n---\nTekst.\n",
    )
    themed.report()
    page = themed.output("a/aktuelt/nytt/index.html")
    assert '<article class="card card--project' in page
    assert '<p class="card__kicker"><span>Prosjekt</span></p>' in page


def test_a_table_and_a_chart_of_one_name_show_their_own(themed: Project) -> None:
    """Each has its title and its id, and years are not grouped."""
    themed.write(
        "content/reports/rapport/medlemmer.csv", "sep=;\nBedrift;Stiftet;Resultat\nA;1987;-50\nB;2001;1 950\n"
    )
    themed.write(
        "content/reports/rapport/index.md",
        """\
---
title: Rapporten
year: 2025
figures: [{id: tall, title: Tallene, src: medlemmer.csv}]
charts: [{id: tall, figures: [tall], message: Det svingte}]
---
::: figures tall
:::

::: chart tall
:::
""",
    )
    themed.build()
    page = themed.output("a/rapporter/rapport/index.html")
    table, chart = page[page.index('id="table:tall"') :].split('id="chart:tall"')
    assert "<caption>Tallene</caption>" in table
    assert "<td>1987</td>" in table
    assert "\N{MINUS SIGN}50</td>" in table
    assert "1\N{NO-BREAK SPACE}950</td>" in table
    assert "<caption>Det svingte</caption>" in chart


def test_an_unknown_preset_is_reported_at_its_line(project: Project) -> None:
    """With the nearest name that the theme has."""
    project.write(
        "themes/base/theme.yaml", "styles: [css/base.css]\npictures: {card: {widths: {0rem: 92vw}}}\n"
    )
    project.write("themes/base/templates/page.html", "\n{{ picture_preset('cart').sizes }}\n")
    [finding] = project.report()["findings"]
    assert (finding["code"], finding["path"], finding["line"]) == (
        "DW605",
        "themes/base/templates/page.html",
        2,
    )
    assert "«cart»" in finding["message"]
    assert "Mente du «card»?" in finding["message"]


def test_a_page_depends_on_the_presets_that_it_asks_for(published: Project) -> None:
    """A change of one renders it again, and a change of a preset that it does not name does not."""

    def write(card: str, hero: str) -> None:
        published.write(
            "themes/base/theme.yaml",
            "styles: [css/base.css]\n"
            f"pictures: {{card: {{widths: {{0rem: {card}}}}}, hero: {{widths: {{0rem: {hero}}}}}}}\n",
        )

    published.write("themes/base/templates/page.html", "{{ picture_preset('card').sizes }}\n")
    write("92vw", "92vw")
    published.build()
    assert published.output("a/om/index.html").strip() == "92vw"
    write("92vw", "50vw")
    assert published.build()["rendered"] == 0
    write("44vw", "50vw")
    assert published.build()["rendered"] > 0
    assert published.output("a/om/index.html").strip() == "44vw"


SHOWN = {
    "arrangementer/mote": ["<s><span", "Velkommen", "På Teams", "notice--cancelled"],
    "arrangementer/nett": ["notice--moved-online", "Meld deg på"],
    "videoer/video": ['kind="captions"', 'type="video/mp4"', "3 minutter 20 sekunder", "<p>Andre.</p>"],
    "videoer/annen": ["youtube.com/watch", "fact__file", 'class="gallery"', "<figcaption", "disclosure"],
    "personer/person": ["figure--portrait", "mailto:kari@nett.example", ">Foreningen</a>"],
    "organisasjoner/organisasjon": ["mark--large", ">foreningen.example</a>", "person__face"],
    "rapporter/rapport": [
        "data-table__total",
        "+20",
        "prosentpoeng",
        "Feil rettet.",
        ">Kari Nordmann</strong>",
        "<caption>To</caption>",
    ],
    "aktuelt/nyhet": ["card--event", "card--person", "card--video", "card--report", "card--organisation"],
}
"""Some of what stands on the pages of documents that fill in every field."""


def test_templates_show_every_field(themed: Project) -> None:
    """Also those that no document of the real sites fills in."""
    for path, content in CONTENT.items():
        themed.write(path, content)
    themed.build()
    pages = {path: themed.output(f"a/{path}/index.html") for path in SHOWN}
    missing = [(path, part) for path, parts in SHOWN.items() for part in parts if part not in pages[path]]
    assert missing == []


@pytest.mark.parametrize("brand", ["drammenworks", "opplevhokksund"])
def test_what_is_imported_without_context_uses_no_name_of_a_page(brand: str, tmp_path: Path) -> None:
    """Such a template is run once for all pages, and knows the functions alone."""
    environment = make_environment(load_theme(ROOT, brand, named_at=Location("")), tmp_path)
    sources = {
        name: environment.parse(environment.loader.get_source(environment, name)[0])
        for name in environment.list_templates()
        if name.endswith(".html")
    }
    imported = {
        node.template.value
        for tree in sources.values()
        for node in tree.find_all((nodes.FromImport, nodes.Import))
        if not node.with_context
    }
    assert len(imported) > 10
    of_pages = {"page", "site", "query", "doc", "list", "directive", "social_card", "item", "items"}
    for name in imported:
        assert not of_pages & meta.find_undeclared_variables(sources[name]), name


def test_registration_closes_by_the_clock(themed: Project) -> None:
    """At its deadline the button gives way to a sentence, and the report tells when that will be."""
    themed.write(
        "content/events/mote.md",
        "---\ntitle: Møte\nstart: 2026-12-30 10:00\n"
        "registration: {url: 'https://paamelding.example/', deadline: 2026-12-01T12:00Z}\n---\n",
    )
    report = themed.build()
    page = themed.output("a/arrangementer/mote/index.html")
    assert "1. desember 2026 kl.\u00a013.00" in page
    assert "Påmeldingen er stengt" not in page
    assert "https://paamelding.example/" in page
    assert report["next_change"] == "2026-12-01T13:00:00+01:00"
    themed.build(at="2026-12-01T13:00:00+01:00")
    page = themed.output("a/arrangementer/mote/index.html")
    assert "Påmeldingen er stengt." in page
    assert "https://paamelding.example/" not in page


def test_what_a_translation_takes_over_is_marked_with_its_language(themed: Project) -> None:
    """So that it is read out right (WCAG 3.1.2): goals, terms, and what pictures show."""
    themed.write(
        "content/projects/prosjekt.md",
        "---\ntitle: Prosjektet\ngoals: [Flere i jobb]\nfocus_areas: [Handel]\n"
        "image: {src: /media/bilde.png, alt: En elv, caption: Elva}\n---\n",
    )
    themed.write("content/projects/prosjekt.en.md", "---\ntitle: The project\n---\n")
    themed.report()
    page = themed.output("a/en/projects/prosjekt/index.html")
    assert '<ul class="goals__list" lang="nb">' in page
    assert 'lang="nb">Handel</a>' in page
    assert '<span lang="nb">Elva</span>' in page
    [image] = re.findall(r'<img[^>]*alt="En elv"[^>]*>', page)
    assert 'lang="nb"' in image
    original = themed.output("a/prosjekter/prosjekt/index.html")
    assert 'lang="nb"' not in original.partition("<main")[2]


def test_a_status_or_a_role_that_nobody_stated_is_not_shown(themed: Project) -> None:
    """Neither on its page nor on a card: «active» and «member» are claims."""
    themed.write("content/projects/prosjekt.md", "---\ntitle: Et prosjekt\n---\n")
    themed.write("content/organisations/organisasjon.yaml", "name: En forening\n")
    themed.build()
    project = themed.output("a/prosjekter/prosjekt/index.html")
    organisation = themed.output("a/organisasjoner/organisasjon/index.html")
    lists = themed.output("a/prosjekter/index.html") + themed.output("a/organisasjoner/index.html")
    assert [word for word in ("Pågår", "Status") if word in project + lists] == []
    assert "Medlem" not in organisation + lists
    assert '<p class="document__kicker"><span>Organisasjon</span></p>' in organisation
