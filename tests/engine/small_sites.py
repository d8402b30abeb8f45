"""A tiny project of two sites as plain values, to change at will: what its files are follows from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.engine.small_theme import (
    CAPTIONS,
    DRAWINGS,
    FIGURES,
    FILMS,
    OVERRIDES,
    OWN_STRINGS,
    PDFS,
    PICTURES,
    STRINGS,
    TABLES,
    TEMPLATES,
    TYPST,
)

FOLDERS = {
    "project": "projects",
    "report": "reports",
    "video": "videos",
    "event": "events",
    "article": "news",
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "page": "pages",
}
SITES: Mapping[str, frozenset[str]] = {
    "a": frozenset(FOLDERS) - {"place"},
    "b": frozenset({"project", "event", "article", "place", "page"}),
}
"""The kinds that each site has a section for."""
_KINDS = {**SITES, "c": frozenset({"event", "article", "page"})}
"""The same, with a site that is there for a while."""
FEEDS = {"a": True, "b": False}
"""Whether each site has feeds and calendars at first."""

SEARCHES = {"a": True, "b": False}
"""Whether each site has a search at first."""

REFERENCES = {
    "related": None,
    "people": "person",
    "lead": "person",
    "partners": "organisation",
    "videos": "video",
    "projects": "project",
}
"""The fields that refer to documents, and the kind that they refer to; None for any."""

PIECES = (
    "Bare noen ord.",
    "Andre ord, og flere.",
    "## Mål\n\nUnder en overskrift.",
    "[et prosjekt](project:broa)",
    "[målet](project:broa#mal)",
    "[en nyhet](article:varsel) og [en annen](article:sommer)",
    "[et møte](event:mote)",
    "[det andre nettstedet](site:b)",
    "[forsiden](/)",
    "[en fil](../news/sommer.md)",
    "[noe annet](https://annet.example/sti?a=1&b=2)",
    "[post](mailto:post@annet.example)",
    "![en flate](/media/bilde.png)",
    "::: video film\n:::",
    "::: events {limit=1}\n:::",
    '::: facts Kort fortalt\nSe [nyheten](article:varsel).\n\n![en flate](/media/bilde.png "Tekst")\n:::',
    "::: gallery\n![den ene](/media/bilde.png)\n\n![den andre](/media/annet.png)\n:::",
    "::: button\n[Gå videre til](event:mote)\n:::",
    "::: details Mer om dette\nSkjult.\n:::",
    "![en flate](/media/bilde.png){download}",
    "::: video opptak\n:::",
    "::: video kanal\n:::",
    "[Sakspapirene](/media/sak.pdf) og [tallene fra **alle**](/media/tall.csv#rad)",
    "::: details Vedlegg\n- [Sakspapirene](/media/sak.pdf)\n:::",
    "I alt [figure:aaret/deltakere], altså [figure:aaret/deltakere]{show=change}.",
)
"""What bodies are put together of."""

_NEEDS = {
    "project:broa": "project:broa",
    "article:varsel": "article:varsel",
    "article:sommer": "article:sommer",
    "event:mote": "event:mote",
    "../news/sommer.md": "article:sommer",
    "video film": "video:film",
    "video opptak": "video:opptak",
    "video kanal": "video:kanal",
    "figure:aaret/": "report:aaret",
}
"""What must exist for a piece that names it."""

TABLE_PIECES = ("::: figures tall\n:::", "::: chart vekst\n:::")


@dataclass
class Words:
    """A document in one language."""

    title: str
    pieces: list[str] = field(default_factory=lambda: [PIECES[0]])
    summary: str | None = None
    own: dict[str, Any] = field(default_factory=dict)
    """Fields that a translation does not take over: draft, slug, aliases."""


@dataclass
class Doc:
    """A document."""

    kind: str
    name: str
    words: dict[str, Words]
    fields: dict[str, Any] = field(default_factory=dict)
    folder: bool = False
    """It lies in a folder of its own, as ``index.md``."""

    @property
    def ref(self) -> str:
        return f"{self.kind}:{self.name}"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        # What Hypothesis prints.
        printer.text(self.ref)

    def path(self, lang: str) -> str:
        """Return the file of one language."""
        suffix = "" if lang == "nb" else f".{lang}"
        ending = "yaml" if self.kind in ("person", "organisation") else "md"
        stem = f"{self.name}/index" if self.folder else self.name
        return f"content/{FOLDERS[self.kind]}/{stem}{suffix}.{ending}"


def _doc(ref: str, title: str, *pieces: str, en: str | None = None, **fields: Any) -> Doc:
    kind, name = ref.split(":")
    words = {"nb": Words(title, list(pieces or PIECES[:1]))}
    if en is not None:
        words["en"] = Words(en, ["English words."])
    return Doc(kind, name, words, fields, folder=fields.pop("folder", False))


def _documents() -> list[Doc]:
    return [
        _doc("page:hjem", "Velkommen", PIECES[7], en="Welcome", template="home", sites=["a"]),
        _doc("page:hjem-b", "Hallo", PIECES[14], en="Hello", template="home", sites=["b"]),
        _doc("page:om", "Om oss", PIECES[3], PIECES[11]),
        _doc(
            "project:broa",
            "Broa",
            PIECES[2],
            lead="person:kari",
            videos=["video:film"],
            focus_areas=["Næring"],
        ),
        _doc("project:elva", "Elva", PIECES[12], partners=["organisation:klubben"], status="planned"),
        _doc(
            "report:aaret",
            "Året",
            *TABLE_PIECES,
            year=2025,
            projects=["project:broa"],
            figures=[{"id": "tall", "title": "Tallene", "src": "tall.csv"}],
            charts=[{"id": "vekst", "figures": ["tall"], "message": "Stadig flere"}],
            data=["figures.yaml"],
            pdf="rapport.pdf",
            folder=True,
        ),
        _doc(
            "video:opptak",
            "Opptaket",
            provider="file",
            src="film.mp4",
            captions=[{"lang": "nb", "src": "tekster.vtt"}],
            folder=True,
        ),
        _doc("video:film", "Filmen", provider="youtube", example=True),
        _doc(
            "video:kanal",
            "Kanalen",
            provider="youtube",
            id="abc123DEF45",
            captions=[{"lang": "nb", "src": "tekster.vtt"}],
            folder=True,
        ),
        _doc(
            "event:mote", "Møtet", start="2026-11-21 18:00", end="2026-11-21 20:00", related=["project:broa"]
        ),
        _doc("event:fest", "Festen", start="2026-11-23", all_day=True, en="The party"),
        _doc(
            "article:varsel", "Varselet", PIECES[4], date="2026-11-01", people=["person:kari"], tags=["Vekst"]
        ),
        _doc(
            "article:sommer",
            "Sommeren",
            PIECES[15],
            date="2026-06-01",
            tags=["Vekst", "Folk & by"],
            en="Summer",
        ),
        _doc("article:host", "Høsten", PIECES[5], date="2026-10-01"),
        _doc("person:kari", "Kari Nordmann"),
        _doc("organisation:klubben", "Klubben"),
        _doc("place:kafe", "Kafeen", category="eatery"),
    ]


@dataclass
class World:
    """The whole project; :meth:`files` says what lies on disk."""

    docs: list[Doc] = field(default_factory=_documents)
    pictures: dict[str, int] = field(default_factory=lambda: {"bilde.png": 0, "annet.png": 3})
    """Which of PICTURES each file under content/media/ is."""
    table: int = 0
    figures: int = 0
    typst: int = 0
    """How often the Typst file of the base theme was edited."""
    pdf: int = 0
    linked_pdf: int = 0
    """Which of PDFS the file is that texts link to."""
    linked_table: int = 0
    film: int = 0
    captions: int = 0
    drawing: int = 0
    asset: int = 1
    colour: int = 0
    picture_width: int = 92
    """In vw, of the preset that all pictures are shown by."""
    wording: int = 0
    own_strings: dict[str, int] = field(default_factory=dict)
    """Which of OWN_STRINGS the theme that extends the base theme has, by language."""
    comments: dict[str, int] = field(default_factory=dict)
    """How many lines of comments the file of a site begins with."""
    marks: dict[str, int] = field(default_factory=dict)
    """How often each template of the base theme was edited."""
    overrides: dict[tuple[str, str], int] = field(default_factory=dict)
    """Theme and name of templates beside those, and how often each was edited."""
    sites: dict[str, dict[str, Any]] = field(default_factory=lambda: {"a": {}, "b": {}})
    """What the sites' files say otherwise than at first."""

    ledgers: dict[str, list[str]] = field(default_factory=dict)
    """The addresses that each site has had, of those that have a ledger."""
    gone: list[dict[str, Any]] = field(default_factory=list)
    """What is gone for good."""

    def doc(self, ref: str) -> Doc:
        return next(doc for doc in self.docs if doc.ref == ref)

    def has(self, ref: str) -> bool:
        return any(doc.ref == ref for doc in self.docs)

    def files(self) -> dict[str, bytes]:
        """Return every file of the project by its path."""
        text = dict(self._texts())
        files = {path: content.encode() for path, content in text.items()}
        for name, number in self.pictures.items():
            files[f"content/media/{name}"] = PICTURES[number]
        files["content/media/sak.pdf"] = PDFS[self.linked_pdf]
        files["content/media/tall.csv"] = TABLES[self.linked_table].encode()
        files["themes/base/assets/flate.png"] = PICTURES[self.asset]
        for doc in self.docs:
            folder = doc.path("nb").rpartition("/")[0]
            if doc.kind == "report":
                files[f"{folder}/rapport.pdf"] = PDFS[self.pdf]
            if doc.fields.get("provider") == "file":
                files[f"{folder}/film.mp4"] = FILMS[self.film]
            if "captions" in doc.fields:
                files[f"{folder}/tekster.vtt"] = CAPTIONS[self.captions].encode()
        return files

    def _texts(self) -> Iterator[tuple[str, str]]:
        for site in self.sites:
            comments = "# Merknad.\n" * self.comments.get(site, 0)
            yield f"content/sites/{site}.yaml", comments + _front_matter(self._site(site))
        for site, addresses in self.ledgers.items():
            yield f"content/urls/{site}.txt", "".join(f"{address}\n" for address in addresses)
        if self.gone:
            yield "content/urls/gone.yaml", _front_matter({"gone": self.gone})
        for doc in self.docs:
            for lang in doc.words:
                yield doc.path(lang), self._document(doc, lang)
            if doc.kind == "report":
                folder = doc.path("nb").rpartition("/")[0]
                yield f"{folder}/tall.csv", TABLES[self.table]
                yield f"{folder}/figures.yaml", FIGURES[self.figures]
        if "c" in self.sites:
            yield "content/pages/hjem-c.md", "---\ntitle: Goddag\ntemplate: home\nsites: [c]\n---\nOrd.\n"
        presets = f"pictures: {{text: {{widths: {{0rem: {self.picture_width}vw}}}}}}\n"
        yield "themes/base/theme.yaml", f"styles: [css/tokens.css, css/base.css]\n{presets}"
        yield "themes/base/assets/css/tokens.css", f":root {{ --farge: #00{self.colour:04x} }}\n"
        yield "themes/base/assets/css/base.css", "body { color: var(--farge) }\n"
        yield "themes/base/assets/logo.svg", DRAWINGS[self.drawing]
        for lang, words in STRINGS.items():
            yield f"themes/base/strings/{lang}.yaml", words.replace("MARK", f"nr. {self.wording}")
        for name, template in TEMPLATES.items():
            yield f"themes/base/templates/{name}", template.replace("MARK", f"m{self.marks.get(name, 0)}")
        yield "themes/base/typst/document.typ", TYPST.replace("MARK", f"t{self.typst}")
        yield "themes/plain/theme.yaml", "extends: base\n"
        for lang, number in self.own_strings.items():
            yield f"themes/plain/strings/{lang}.yaml", OWN_STRINGS[number]
        for (theme, name), number in self.overrides.items():
            yield f"themes/{theme}/templates/{name}", OVERRIDES[name].replace("MARK", f"o{number}")

    def sections(self, site: str) -> dict[str, dict[str, str]]:
        """Return where the kinds lie on a site at first."""
        words = {
            "project": "prosjekter",
            "report": "rapporter",
            "event": "arrangementer",
            "article": "aktuelt",
        }
        sections = {
            kind: {"nb": f"/{words.get(kind, kind)}/", "en": f"/{FOLDERS[kind]}/"}
            for kind in FOLDERS
            if kind in _KINDS[site]
        }
        return {**sections, "page": {"nb": "/", "en": "/"}}

    def _site(self, site: str) -> dict[str, Any]:
        settings: dict[str, Any] = {
            "id": site,
            "name": {"a": "Alfa", "b": "Beta", "c": "Celsius"}[site],
            "base_url": f"https://{site}.example",
            "theme": {"a": "plain", "b": "base", "c": "plain"}[site],
            "languages": ["nb", "en"] if site == "a" else ["nb"],
            "sections": self.sections(site),
            "taxonomies": {"tags": {"nb": "/emner/", "en": "/topics/"}},
            "menus": {"main": [{"section": "article"}, {"section": "event"}, {"page": "om"}]},
            "images": {"widths": [8, 16]},
            "per_page": 2,
            "feeds": FEEDS.get(site, True),
            "search": SEARCHES.get(site, True),
            "calendars": FEEDS.get(site, True),
        }
        settings.update(self.sites[site])
        settings["menus"] = {
            name: [item for item in items if "page" not in item or self._is_on(f"page:{item['page']}", site)]
            for name, items in settings["menus"].items()
        }
        return settings

    def _is_on(self, ref: str, site: str) -> bool:
        return self.has(ref) and site in (self.doc(ref).fields.get("sites") or [site])

    def _document(self, doc: Doc, lang: str) -> str:
        words = doc.words[lang]
        title = "name" if doc.kind in ("person", "organisation", "place") else "title"
        summary = words.summary if self._holds(words.summary or "") else None
        fields: dict[str, Any] = {title: words.title, "summary": summary, **words.own}
        if lang == "nb":
            fields.update({key: self._existing(key, value) for key, value in doc.fields.items()})
        if "aliases" in fields:
            fields["aliases"] = [alias for alias in fields["aliases"] if alias not in self._addresses()]
        if title == "name" and doc.kind != "place":
            return _front_matter(fields)
        body = "\n\n".join(piece for piece in words.pieces if self._holds(piece))
        return f"---\n{_front_matter(fields)}---\n{body}\n"

    def _existing(self, key: str, value: Any) -> Any:
        if key not in REFERENCES or value is None:
            return value
        if isinstance(value, str):
            return value.partition(":")[2] if self.has(value) else None
        return [ref if key == "related" else ref.partition(":")[2] for ref in value if self.has(ref)]

    def _holds(self, piece: str) -> bool:
        """Tell whether everything that a piece names is there; another name would be an error."""
        return all(self.has(ref) for words, ref in _NEEDS.items() if words in piece) and (
            "../news/sommer.md" not in piece or not self.doc("article:sommer").folder
        )

    def _addresses(self) -> Iterable[str]:
        """Return the addresses that documents have by their names; an alias may not be one of them."""
        return {f"/aktuelt/{doc.name}/" for doc in self.docs if doc.kind == "article"}


def _front_matter(fields: Mapping[str, Any]) -> str:
    """Return fields as YAML, of which JSON is a part."""
    return "".join(
        f"{key}: {json.dumps(_as_text(value), ensure_ascii=False)}\n"
        for key, value in fields.items()
        if value is not None
    )


def _as_text(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value
