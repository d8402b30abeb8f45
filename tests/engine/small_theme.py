"""Two tiny themes whose templates use everything that a template may use.

``MARK`` in a template becomes a word that an edit changes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image

TEMPLATES: Mapping[str, str] = {
    "layout.html": """\
{% from "macros/links.html" import way %}
<!doctype html>
<html lang="{{ page.lang }}">
<title>{{ page.title }} – {{ site.name }}</title>
{% if page.description %}<meta name="description" content="{{ page.description }}">{% endif %}
{% if page.noindex %}<meta name="robots" content="noindex">{% endif %}
<meta http-equiv="Content-Security-Policy" content="{{ page.policy }}">
<link rel="canonical" href="{{ page.canonical_url }}">
{% for other in page.hreflang %}<link rel="alternate" hreflang="{{ other.lang }}" href="{{ other.absolute_url }}">
{% endfor %}
<link rel="stylesheet" href="{{ page.stylesheet }}">
{% for feed in page.feeds %}<link rel="alternate" type="{{ feed.type }}" href="{{ feed.url }}">{% endfor %}
<a href="{{ site.home_url }}">{{ svg("logo.svg") }}<img src="{{ asset('flate.png') }}" alt="">{{ site.tagline }}</a>
<nav>{% for entry in site.menu("main") %}{{ way(entry) }}{% endfor %}</nav>
<nav>{% for entry in page.breadcrumbs %}{{ way(entry) }}{% endfor %}</nav>
<nav>{% for other in page.alternates %}<a href="{{ other.url }}">{{ other.name }}</a>{% endfor %}</nav>
{% include ["parts/banner.html", "parts/no_banner.html"] %}
{% include "parts/extra.html" ignore missing %}
MARK
<main>{% block main %}{% endblock %}</main>
{{ fragment("parts/footer.html", entries=site.menu("footer")) }}
</html>
""",
    "macros/links.html": """\
{% from "macros/mark.html" import mark %}
{% macro way(entry) %}
<a{% if entry.url %} href="{{ entry.url }}"{% endif %}{% if entry.current %} aria-current="page"{% endif %}>{{ entry.label }}</a>
{{- mark() }}
{% endmacro %}
""",
    "macros/mark.html": "{% macro mark() %}MARK{% endmacro %}",
    "macros/teasers.html": """\
{% macro teaser(doc) %}
<p>MARK<a{% if doc.url %} href="{{ doc.url }}"{% endif %}>{{ doc.title }}</a>{% if doc.summary %} {{ doc.summary }}{% endif %}
{%- if doc.date %} {{ doc.date | date }}{% endif %}{% if doc.kind == "event" %} {{ doc | event_when }}{% endif %}</p>
{% endmacro %}
""",
    "parts/footer.html": """\
{% from "macros/links.html" import way %}
<footer>{{ t("footer.words") }}{% for entry in entries %}{{ way(entry) }}{% endfor %}
{% if site.organisation %}{{ site.organisation.name }}{% endif %}MARK</footer>
""",
    "parts/entry.html": """\
{% from "macros/mark.html" import mark %}
<p>{{ item.title }}{% if item.draft %} {{ t("document.draft") }}{% endif %}
{% if item.image %}{% with picture = item.image %}{% include "parts/picture.html" %}{% endwith %}{% endif %}
{% if item.is_over %}{{ t("document.over") }}{% endif %}{% for other in item.linked("people") %}{{ other.title }}{% endfor %}
{% include ["parts/entries/" ~ item.kind ~ ".html", "parts/no_banner.html"] %}{{ mark() }}MARK</p>
""",
    "parts/no_banner.html": "<p>MARK</p>\n",
    "parts/picture.html": """\
{% set shown = image(picture) %}
<picture>{% for source in shown.sources %}<source type="{{ source.type }}" srcset="{{ source.srcset }}" sizes="{{ picture_preset("text").sizes }}">{% endfor %}
<img src="{{ shown.src }}" alt="{{ picture.alt or '' }}" width="{{ shown.width }}" height="{{ shown.height }}"></picture>MARK
{% set full = original(picture) %}
{% if full %}<a href="{{ full.url }}" download>{{ full.format }} {{ full.size }}</a>{% endif %}
""",
    "components/body_picture.html": '{% include "parts/picture.html" %}',
    "components/file_details.html": "<small>{{ file.format }} {{ file.size | file_size }} MARK</small>",
    "document.html": """\
{% extends "layout.html" %}
{% from "macros/teasers.html" import teaser with context %}
{% block main %}
<article class="document">
<h1>{{ doc.title }}</h1>
{% if doc.pdf_url %}<a href="{{ doc.pdf_url }}">PDF</a>{% endif %}
{% if doc.draft %}<p>{{ t("document.draft") }}</p>{% endif %}
{% if doc.date %}<p>{{ doc.date | date }}</p>{% endif %}
{% if doc.image %}{% with picture = doc.image %}{% include "parts/picture.html" %}{% endwith %}{% endif %}
{% block facts %}{% endblock %}
{% for heading in doc.headings %}<a href="#{{ heading.id }}">{{ heading.text }}</a>{% endfor %}
MARK
{{ doc.content }}
<p>{{ doc.words }}</p>
{% for file in doc.attachments %}<a href="{{ file.url }}">{{ file.label }} {{ file.size }}</a>{% endfor %}
{% for tag in doc.tags %}<a href="{{ tag.url or '' }}">{{ tag.label }}</a>{% endfor %}
{% for other in doc.linked("related") + doc.linked("people") %}{{ teaser(other) }}{% endfor %}
</article>
{% endblock %}
""",
    "home.html": """\
{% extends "document.html" %}
{% block facts %}
{% for other in query.all("article", limit=2) %}{{ teaser(other) }}{% endfor %}
{% for other in query.all("place") %}{{ fragment("parts/entry.html", item=other) }}{% endfor %}
{% for other in query.upcoming(limit=1) %}{{ teaser(other) }}{% endfor %}
{% for other in query.past() %}{{ teaser(other) }}{% endfor %}
{% set about = query.get("page/om") %}
{% if about %}{{ about.content }}{% endif %}
{% if query.section_url("event") %}<a href="{{ query.section_url("event") }}">{{ t("kinds.event") }}</a>{% endif %}
{% endblock %}
""",
    "project.html": """\
{% extends "document.html" %}
{% block facts %}
{% set lead = doc.one("lead") %}
{% if lead %}{{ teaser(lead) }}{% endif %}
{% for area in doc.focus_areas %}<a href="{{ area.url or '' }}">{{ area.label }}</a>{% endfor %}
{% for other in doc.linked("partners") + doc.linked("videos") + doc.referrers("report") + doc.referrers("event") %}
{{ teaser(other) }}
{% endfor %}
{% endblock %}
""",
    "report.html": """\
{% extends "document.html" %}
{% block facts %}
<p>{{ doc.meta.year }}{% for figure in doc.key_figures %} {{ figure.label }} {{ figure.text }}{% endfor %}</p>
{% set pdf = doc.file(doc.meta.pdf) if doc.meta.pdf is string else none %}
{% if pdf %}<a href="{{ pdf.url }}">{{ pdf.format }} {{ pdf.size }}</a>{% endif %}
{% for other in doc.unshown_tables %}<p>{{ other.title }} {{ other.rows | length }}</p>{% endfor %}
{% set table = doc.table("tall") %}
{% if table %}<p>{{ table.title }} {{ table.columns | map(attribute="label") | join(" ") }} {{ table.rows | length }}</p>{% endif %}
{% for other in doc.linked("projects") %}{{ teaser(other) }}{% endfor %}
{% endblock %}
""",
    "event.html": """\
{% extends "document.html" %}
{% block facts %}{% for other in query.next_events(doc, 2) %}{{ teaser(other) }}{% endfor %}
<p>{{ doc | event_when }}{% if doc.is_over %} {{ t("document.over") }}{% endif %}</p>{% endblock %}
""",
    "video.html": """\
{% extends "document.html" %}
{% block facts %}
{% set film = doc.file(doc.meta.src) if doc.meta.src else none %}
{% if film %}<video src="{{ film.url }}">{% for track in doc.meta.captions %}{% set text = doc.file(track.src) %}
{% if text %}<track src="{{ text.url }}" srclang="{{ track.lang }}">{% endif %}{% endfor %}</video>{% endif %}
{% if doc.player %}<a href="{{ doc.player.page_url }}">{{ doc.player.provider }}</a>{% endif %}
{% for other in doc.referrers("project") %}{{ teaser(other) }}{% endfor %}
{% endblock %}
""",
    "person.html": """\
{% extends "document.html" %}
{% block facts %}{% for other in doc.referrers("article") %}{{ teaser(other) }}{% endfor %}{% endblock %}
""",
    "organisation.html": '{% extends "document.html" %}',
    "article.html": """\
{% extends "document.html" %}
{% block facts %}{% for other in doc.related(3) %}{{ teaser(other) }}{% endfor %}{% endblock %}
""",
    "place.html": """\
{% extends "document.html" %}
{% block facts %}<p>{{ doc.hours }}</p>{% for other in doc.related(2) %}{{ teaser(other) }}{% endfor %}{% endblock %}
""",
    "page.html": '{% extends "document.html" %}',
    "list.html": """\
{% extends "layout.html" %}
{% from "macros/teasers.html" import teaser with context %}
{% block main %}
<h1>{{ list.title }}</h1>MARK {{ list.filters }} {{ list.root_url }}
{% for group in list.groups %}{{ group.kind }}{% endfor %}
{% for item in list.items %}{{ teaser(item) }}{{ fragment("parts/entry.html", item=item) }}{% endfor %}
<p>{{ list.upcoming | length }} {{ list.past | length }} {% if list.total is not none %}{{ t("list.documents", n=list.total) }}{% endif %} {{ list.pager.number }} {{ list.pager.count }} {{ list.pager.last_url }}</p>
{% for entry in list.pager.pages %}<a href="{{ entry.url }}"{% if entry.current %} aria-current="page"{% endif %}>{{ entry.number }}</a>{% endfor %}
{% if list.pager.previous_url %}<a rel="prev" href="{{ list.pager.previous_url }}">{{ t("nav.newer") }}</a>{% endif %}
{% if list.pager.next_url %}<a rel="next" href="{{ list.pager.next_url }}">{{ t("nav.older") }}</a>{% endif %}
{% endblock %}
""",
    "term.html": '{% extends "list.html" %}',
    "terms.html": """\
{% extends "layout.html" %}
{% block main %}MARK{% for term in list.terms %}<a href="{{ term.url }}">{{ term.label }} ({{ term.count }})</a>{% endfor %}{% endblock %}
""",
    "search.html": """\
{% extends "layout.html" %}
{% block main %}<form action="{{ site.search.url }}" data-index="{{ site.search.index_url }}">MARK</form>{% endblock %}
""",
    "404.html": '{% extends "layout.html" %}{% block main %}<h1>MARK {{ t("not_found.title") }}</h1>{% endblock %}',
    "gone.html": """\
{% extends "layout.html" %}
{% block main %}<h1>MARK {{ t("gone.title") }}</h1>{{ gone.reason }}{% if gone.since %}{{ gone.since | date }}{% endif %}
{% for way in (gone.instead, gone.section) if way %}<a href="{{ way.url }}">{{ way.label }}</a>{% endfor %}{% endblock %}
""",
    "redirect.html": """\
<!doctype html>
<title>{{ page.title }}</title>
<meta http-equiv="refresh" content="0; url={{ target_url }}">MARK
""",
    "feed.xml": """\
<feed xmlns="http://www.w3.org/2005/Atom"><title>{{ site.name }}</title><id>{{ feed.id }}</id>
<updated>{{ feed.updated.isoformat() }}</updated>{# MARK #}
{% for entry in feed.entries %}<entry><id>{{ entry.id }}</id><title>{{ entry.title }}</title><link href="{{ entry.url }}"/>
<published>{{ entry.published.isoformat() }}</published><updated>{{ entry.updated.isoformat() }}</updated>
<summary>{{ entry.summary }}</summary>{% for label in entry.categories %}<category term="{{ label }}"/>{% endfor %}</entry>
{% endfor %}</feed>
""",
    "directives/figure.html": "<div>MARK{{ directive.content }}</div>",
    "directives/gallery.html": """\
<div>{% for item in directive.gallery %}{% with picture = item.picture %}{% include "parts/picture.html" %}{% endwith %}
{% for slide in item.slides %}<i id="{{ slide.id }}">{{ slide.number }} {{ slide.next_id }}</i>{% endfor %}{% endfor %}</div>
""",
    "directives/video.html": """\
{% set film = directive.document %}
<div>{{ film.title if film else '–' }}MARK{% if film and film.player %}{{ film.player.frame_url }}{% endif %}</div>
""",
    "directives/facts.html": "<aside>{{ directive.argument }}{{ directive.content }}</aside>",
    "directives/quote.html": "<blockquote>{{ directive.content }}</blockquote>",
    "directives/chart.html": "<p>{{ directive.table.title }}</p>",
    "directives/figures.html": """\
<table><caption>{{ directive.table.title }}</caption>
{% for row in directive.table.rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}
</table>
""",
    "directives/events.html": """\
{% from "macros/teasers.html" import teaser with context %}
<div>{% for event in directive.events %}{{ teaser(event) }}{% endfor %}</div>
""",
    "directives/button.html": "<div>{{ directive.content }}</div>",
    "directives/details.html": "<details><summary>{{ directive.argument }}</summary>{{ directive.content }}</details>",
}
"""The templates of the base theme."""

OVERRIDES: Mapping[str, str] = {
    "parts/banner.html": "<p>Banner MARK</p>\n",
    "parts/extra.html": "<p>Ekstra MARK</p>\n",
    "parts/entries/article.html": "<p>{{ item.summary }} MARK</p>\n",
    "macros/mark.html": "{% macro mark() %}*MARK{% endmacro %}",
    "article.html": '{% extends "document.html" %}{% block facts %}<p>MARK</p>{% endblock %}',
    "directives/facts.html": "<aside>MARK {{ directive.content }}</aside>",
    "list.html": TEMPLATES["list.html"].replace("<h1>", "<h1>MARK "),
}
"""Templates that a theme may have beside, or in place of, those of the base theme."""

TYPST = """\
#let data = json("document.json")
#set document(
  title: data.title,
  date: if data.date == none { none } else {
    datetime(year: data.date.at(0), month: data.date.at(1), day: data.date.at(2))
  },
)
#set text(lang: data.lang)
#let words-of(node) = if type(node) == str { node } else { node.at("children", default: ()).map(words-of).join(" ") }
= #data.title
MARK #words-of(data.tree)
"""
"""How PDFs are set."""

STRINGS = {
    "nb": """\
nav: {home: Forsiden, page_n: "Side {number}", newer: Nyere, older: Eldre}
kinds:
  project: Prosjekter
  report: Rapporter
  video: Videoer
  event: Arrangementer
  article: Aktuelt
  person: Personer
  organisation: Organisasjoner
  place: Steder
  page: Sider
document: {tags: Emner, draft: Utkast, over: Over}
badge: {example: Eksempel}
categories: {eatery: Spisesteder, shop: Butikker, experience: Opplevelser, stay: Hvile, service: Hjelp}
event:
  calendar_name: "Arrangementer {site}"
  online: På nett
  price: Pris
  signup: Påmelding
  cancelled: Avlyst
  cancelled_note: Det er avlyst.
  postponed: Utsatt
  postponed_note: Det er utsatt.
  moved-online: Flyttet til nett
  moved-online_note: Det er på nett.
project: {focus_areas: Satsinger}
list: {documents: {one: "{n} dokument", other: "{n} dokumenter"}}
not_found: {title: Siden finnes ikke}
gone: {title: Siden er borte}
search: {title: Søk, client: {more: Flere}}
footer: {words: Bunntekst MARK}
pdf: {contents: Innhold, online: På nett}
""",
    "en": """\
nav: {home: Home, page_n: "Page {number}", newer: Newer, older: Older}
kinds:
  project: Projects
  report: Reports
  video: Videos
  event: Events
  article: News
  person: People
  organisation: Organisations
  place: Places
  page: Pages
document: {tags: Topics, draft: Draft, over: Over}
badge: {example: Example}
categories: {eatery: Eateries, shop: Shops, experience: Experiences, stay: Stays, service: Services}
event:
  calendar_name: "Events {site}"
  online: Online
  price: Price
  signup: Registration
  cancelled: Cancelled
  cancelled_note: It is cancelled.
  postponed: Postponed
  postponed_note: It is postponed.
  moved-online: Moved online
  moved-online_note: It is online.
project: {focus_areas: Focus areas}
list: {documents: {one: "{n} document", other: "{n} documents"}}
not_found: {title: Page not found}
gone: {title: Page removed}
search: {title: Search, client: {more: More}}
footer: {words: Footer MARK}
pdf: {contents: Contents, online: Online}
""",
}
"""The words of the base theme, by language."""


def _picture(size: tuple[int, int], colour: tuple[int, ...], format: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGBA" if len(colour) == 4 else "RGB", size, colour).save(buffer, format)
    return buffer.getvalue()


PICTURES = (
    _picture((40, 20), (20, 40, 200)),
    _picture((40, 20), (200, 40, 20)),
    _picture((20, 40), (200, 40, 20)),
    _picture((40, 20), (20, 40, 200, 100)),
    _picture((24, 24), (0, 120, 0), "JPEG"),
)
"""Pictures of two shapes and of two formats, one of them translucent."""

DRAWINGS = tuple(f'<svg xmlns="http://www.w3.org/2000/svg"><circle r="{radius}"/></svg>' for radius in (1, 2))

TABLES = ("År;Antall\n2024;10\n2025;12\n", "År;Antall\n2024;10\n2025;13\n", "År;Antall;Mål\n2025;1,5;2\n")

FIGURES = tuple(
    f"figures:\n  - {{id: deltakere, label: Deltakere, value: {value}, key: true}}\n"
    for value in ("12", "1400", "12, series: {2024: 10}", "mange")
)
PDFS = (b"%PDF-1.4 one", b"%PDF-1.4 another", b"no PDF")
FILMS = (b"\0\0\0\x18ftypmp42one", b"\0\0\0\x18ftypmp42another", b"")
_CUE = "WEBVTT\n\n00:01.000 --> 00:02.000\n{}\n"
CAPTIONS = (_CUE.format("Hei."), _CUE.format("Hallo."), _CUE.format("Hei.").replace(".000", ",000"))
"""The last of each of these is wrong."""

OWN_STRINGS = (
    "nav: {home: Start}\n",
    "kinds: {article: Nyheter}\n",
    "list: {documents: {one: 'Bare ett'}}\n",
)
"""Words of a theme that extends the base theme, in place of the words of that."""
