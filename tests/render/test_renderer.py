"""Templates: what they are given, and what is told when they fail."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.project import Project

PAGE = "themes/base/templates/page.html"
OM = "content/pages/om.md"


def _page(project: Project, template: str) -> str:
    """Return the page « om » as the template shows it."""
    project.write(PAGE, template)
    project.build()
    return project.output("a/om/index.html")


def _finding(project: Project, template: str, path: str = PAGE) -> tuple[str, str, str]:
    project.write(path, template)
    [finding] = project.report()["findings"]
    place = ":".join(str(finding[key]) for key in ("path", "line") if finding[key] is not None)
    return finding["code"], place, finding["message"]


def test_a_misspelt_name_names_template_line_and_document(project: Project) -> None:
    """StrictUndefined: nothing is shown as nothing."""
    code, place, message = _finding(project, "<p>\n\n{{ doc.titel }}\n")
    assert (code, place) == ("DW605", f"{PAGE}:3")
    assert OM in message
    assert "titel" in message


def _pages(project: Project, templates: Iterable[str]) -> None:
    """Give each template a page that it shows: page ``t0`` and so on."""
    for number, template in enumerate(templates):
        project.write(f"themes/base/templates/t{number}.html", f"\n{template}")
        project.write(f"content/pages/t{number}.md", f"---\ntitle: T\ntemplate: t{number}\nsites: [a]\n---\n")


FAILING = [
    "{{ ukjent }}",
    "{{ ukjent.felt }}",
    "{% if doc.ukjent %}x{% endif %}",
    "{{ doc.meta.ukjent }}",
    "{{ doc.linked('ukjent') }}",
    "{% for x in ukjent %}{% endfor %}",
    "{{ doc.title | date }}",
    "{{ t() }}",
    "{{ query.all() }}",
    "{{ 1 / 0 }}",
    "{% include 'ukjent.html' %}",
    "{% extends 'ukjent.html' %}",
    "{{ image('x') }}",
]


def test_a_template_that_fails_is_told_of_at_its_line(project: Project) -> None:
    """Whatever goes wrong in a template is a finding and never a traceback, and all are told at once."""
    _pages(project, FAILING)
    found = {
        (
            finding["code"],
            finding["path"],
            finding["line"],
            f"content/pages/t{number}.md" in finding["message"],
        )
        for number, finding in enumerate(
            sorted(project.report()["findings"], key=lambda one: (len(one["path"]), one["path"]))
        )
    }
    assert found == {
        ("DW605", f"themes/base/templates/t{number}.html", 2, True) for number in range(len(FAILING))
    }


def test_the_innermost_template_is_named(project: Project) -> None:
    """The line is that of the include, and not of whoever includes it."""
    project.write("themes/base/templates/components/x.html", "\n\n{{ ukjent }}\n")
    _, place, _ = _finding(project, "{% include 'components/x.html' %}\n")
    assert place == "themes/base/templates/components/x.html:3"


@pytest.mark.parametrize(
    "files",
    [
        {"page.html": '{% include "page.html" %}'},
        {"page.html": '{% extends "page.html" %}'},
        {"page.html": '{% extends "x.html" %}', "x.html": '{% extends "page.html" %}'},
        {"page.html": '{% import "x.html" as x %}', "x.html": '{% import "page.html" as x %}'},
        {"page.html": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"},
    ],
)
def test_templates_that_need_each_other_in_a_ring_are_told_of(
    project: Project, files: dict[str, str]
) -> None:
    """A ring ends in a finding, and in no time."""
    for name, text in files.items():
        project.write(f"themes/base/templates/{name}", text + "\n")
    [finding] = project.report()["findings"]
    assert finding["code"] == "DW605"
    assert finding["path"].startswith("themes/base/templates/")


def test_a_template_that_cannot_be_parsed_is_told_of_even_when_unused(project: Project) -> None:
    """By its file and line; in the theme that no page uses it in, too."""
    code, place, message = _finding(project, "\n{% if %}\n", "themes/plain/templates/ubrukt.html")
    assert (code, place) == ("DW604", "themes/plain/templates/ubrukt.html:2")
    assert "skrivefeil" in message


def test_a_template_that_does_not_exist_is_told_of_at_the_document(project: Project) -> None:
    """The editor chose it, so the editor's file is named, with the nearest one."""
    project.change(OM, "sites: [a]", "template: artikle\nsites: [a]")
    [finding] = project.report()["findings"]
    assert (finding["code"], finding["path"], finding["line"]) == ("DW603", OM, 3)
    assert finding["hint"].endswith("Mente du «article»?")


def test_words_that_a_language_lacks_are_told_of(project: Project) -> None:
    """With the nearest key of that language."""
    code, place, message = _finding(project, "{{ t('nav.hom') }}")
    assert (code, place) == ("DW607", "themes/base/strings/nb.yaml")
    assert "«nav.hom»" in message


def test_content_is_escaped_and_the_theme_is_not(project: Project) -> None:
    """A title with markup in it is text."""
    project.change(OM, "title: Om oss", "title: '<script>alert(1)</script> & \"x\"'")
    page = _page(project, '<b>{{ doc.title }}</b> <i title="{{ doc.title }}">')
    assert "<b>&lt;script&gt;alert(1)&lt;/script&gt; &amp; «x»</b>" in page
    assert "<script" not in page


SEEN = [
    ("{{ doc.kind }}/{{ doc.lang }}", "page/nb"),
    ("{{ page.title }}|{{ page.lang }}|{{ page.is_home }}", "T|nb|False"),
    ("{{ doc.summary }}|{{ doc.date }}", "None|None"),
    ("{{ query.section_url('event') }}", "/arrangementer/"),
    ("{{ query.section_url('place') }}", "None"),
    ("{{ query.section_url('page') }}", "/"),
    ("{{ query.get('page/hjem').title }}", "Velkommen"),
    ("{{ query.get('page/hjem-b') }}", "None"),
    ("{% for d in query.all('event') %}{{ d.title }}{% endfor %}", "Møtet"),
    ("{{ query.past() | length }}{{ query.upcoming() | length }}{{ query.upcoming(0) | length }}", "010"),
    (
        "{% set om = query.get('page/om') %}{{ om.headings[0].text }}|{{ om.headings[0].id }}|{{ om.url }}",
        "Hvem vi er|hvem-vi-er|/om/",
    ),
    ("{{ query.get('page/om').words }}", "6"),
    ("{{ query.get('project/prosjekt').referrers('report')[0].title }}", "Rapporten"),
    ("{{ query.get('project/prosjekt').one('lead').title }}", "Kari Nordmann"),
    ("{{ query.get('report/rapport').chart('vekst').message }}", "Stadig flere"),
    ("{{ query.get('report/rapport').table('ukjent') }}", "None"),
    ("{{ query.get('project/prosjekt').tags[0].url }}", "/emner/vekst/"),
    ("{{ t('list.documents', n=1) }}, {{ t('list.documents', n=0) }}", "1 dokument, 0 dokumenter"),
    ("{{ site.name }}|{{ site.id }}|{{ site.home_url }}", "Alfa|a|/"),
]


def test_templates_see_what_the_documentation_promises(project: Project) -> None:
    """Each name gives what docs/templates.md says."""
    _pages(project, [template for template, _ in SEEN])
    project.build()
    shown = [project.output(f"a/t{number}/index.html").strip() for number in range(len(SEEN))]
    assert shown == [expected for _, expected in SEEN]


def test_a_document_of_another_site_is_named_without_a_page_here(project: Project) -> None:
    """It has a title, and no URL on this site."""
    project.change("content/pages/hjem-b.md", "sites: [b]", "sites: [b]\nrelated: [project:prosjekt]")
    project.build()
    assert '<a class="related" href="">Prosjektet</a>' in project.output("b/index.html")


def test_links_in_a_body_are_resolved_for_each_site(project: Project) -> None:
    """The same text links within its site, and to the other one at its address."""
    project.write(
        "content/news/nyhet.md",
        "---\ntitle: N\ndate: 2026-11-01\n---\n[P](project:prosjekt) [M](event:mote)\n",
    )
    project.build()
    assert '<a href="/prosjekter/prosjekt/">P</a> <a href="/arrangementer/mote/">M</a>' in project.output(
        "a/aktuelt/nyhet/index.html"
    )
    assert (
        '<a href="https://a.example/prosjekter/prosjekt/" rel="external">P</a> '
        '<a href="/arrangementer/mote/">M</a>' in project.output("b/aktuelt/nyhet/index.html")
    )


def test_a_link_to_what_is_not_published_keeps_its_words(project: Project) -> None:
    """Without leading anywhere."""
    project.write("content/pages/utkast.md", "---\ntitle: U\nsites: [a]\ndraft: true\n---\n")
    project.write(OM, "---\ntitle: Om oss\nsites: [a]\n---\n[utkastet vårt](page:utkast)\n")
    assert project.codes() == ["DW305"]
    assert "<a>utkastet vårt</a>" in project.output("a/om/index.html")


def test_a_picture_in_the_text_says_what_a_field_says(project: Project) -> None:
    """Where its subject is, who made it, and that it may be fetched in full."""
    project.write(
        "themes/base/templates/components/body_picture.html",
        "{{ picture.focal }} {{ picture.credit }} {{ original(picture) and original(picture).format }}",
    )
    project.write(
        OM,
        "---\ntitle: Om oss\nsites: [a]\n---\n"
        '![Blått](/media/bilde.png){focal="0.3, 0.65" credit="Kari" download}\n',
    )
    project.build()
    assert "(0.3, 0.65) Kari PNG" in project.output("a/om/index.html")


def test_boxes_are_drawn_by_the_theme(project: Project) -> None:
    """Events that are coming, a video by its title, a table by its name."""
    project.write(
        OM,
        "---\ntitle: Om oss\nsites: [a]\n---\n"
        "::: events {limit=1}\n:::\n\n::: video video\n:::\n\n::: facts\nSant.\n:::\n",
    )
    project.build()
    page = project.output("a/om/index.html")
    assert "<p>Møtet</p>" in page
    assert "<p>Filmen</p>" in page
    assert '<div class="facts"><p>Sant.</p>' in page


def test_a_fragment_knows_its_arguments(project: Project) -> None:
    """Documents, lists of them, words and markup, as they are on the page."""
    project.write(
        "themes/base/templates/parts/del.html",
        "{{ item.title }}|{{ items | map(attribute='id') | join(' ') }}|{{ number }}|{{ flag }}|{{ text }}|"
        "{{ markup }}|{{ t.lang }} {{ page.lang }} {{ site.name }}",
    )
    shown = _page(
        project,
        "{{ fragment('parts/del.html', item=doc, items=[doc], number=1, flag=true, text='<b>',"
        " markup='<b>' | safe) }}",
    )
    assert shown == "Om oss|page/om|1|True|&lt;b&gt;|<b>|nb nb Alfa"


def test_arguments_that_are_equal_but_look_different_are_told_apart(project: Project) -> None:
    """One fragment is never shown in the place of another."""
    project.write("themes/base/templates/parts/del.html", "({{ value }})")
    values = ["1", "true", "1.0", "'1'", "'<'", "'<' | safe", "[1]", "[true]", "['1']", "[[1]]", "none", "''"]
    shown = _page(
        project, "".join(f"{{{{ fragment('parts/del.html', value={value}) }}}}" for value in values)
    )
    assert shown == "(1)(True)(1.0)(1)(&lt;)(<)([1])([True])([&#39;1&#39;])([[1]])(None)()"


def test_a_fragment_does_not_know_its_page(project: Project) -> None:
    """Not the document, not the address, and not which entry of a menu is the current one."""
    _pages(
        project,
        [
            "{{ fragment('parts/a.html') }}",
            "{{ fragment('parts/b.html') }}",
            "{{ fragment('parts/c.html') }}",
        ],
    )
    project.write("themes/base/templates/parts/a.html", "{{ doc.title }}")
    project.write("themes/base/templates/parts/b.html", "{{ page.url }}")
    project.write("themes/base/templates/parts/c.html", "{{ site.menu('main') }}")
    found = {(finding["code"], finding["path"], finding["line"]) for finding in project.report()["findings"]}
    assert found == {("DW605", f"themes/base/templates/parts/{name}.html", 1) for name in "abc"}


def test_what_is_wrong_with_a_fragment_is_told_at_its_line(project: Project) -> None:
    """A template that does not exist, one that contains itself, and an argument that cannot be compared."""
    project.write("themes/base/templates/parts/ring.html", "\n{{ fragment('parts/ring.html') }}")
    project.write("themes/base/templates/parts/steg.html", "\n{{ fragment('parts/steg.html', n=n + 1) }}")
    templates = [
        "{{ fragment('parts/ukjent.html') }}",
        "{{ fragment('parts/ring.html') }}",
        "{{ fragment('parts/steg.html', n=1) }}",
        "{{ fragment('parts/ring.html', a={'b': 1}) }}",
        "{{ fragment('parts/ring.html', a=ukjent) }}",
    ]
    _pages(project, templates)
    found = sorted(
        (finding["code"], finding["path"], finding["line"]) for finding in project.report()["findings"]
    )
    assert found == [
        ("DW605", f"themes/base/templates/t{number}.html", 2) for number in range(len(templates))
    ]


def test_templates_imported_without_context_ask_the_page_at_hand(project: Project) -> None:
    """They are run once; their macros answer in the language of each page."""
    project.write(
        "themes/base/templates/parts/makro.html",
        "{% macro words() %}{{ t('nav.home') }} {{ t.lang }} {{ svg('logo.svg') | length > 0 }}{% endmacro %}",
    )
    project.write("content/pages/om.en.md", "---\ntitle: About\n---\n")
    project.write(PAGE, "{% from 'parts/makro.html' import words %}{{ words() }}")
    project.build()
    assert project.output("a/om/index.html").startswith("Forsiden nb")
    assert project.output("a/en/om/index.html").startswith("Home en")


def test_a_template_imported_without_context_can_ask_nothing_outside_its_macros(project: Project) -> None:
    """No page would know of it."""
    project.write("themes/base/templates/parts/makro.html", "\n{% set words = t('nav.home') %}")
    _, place, message = _finding(project, "{% from 'parts/makro.html' import words %}{{ words }}")
    assert place == "themes/base/templates/parts/makro.html:2"
    assert "with context" in message
