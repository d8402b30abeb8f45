"""Everything that may happen to a project between two builds, as the rules of a state machine.

The words of this harness:

- **World** (:mod:`small_sites`): the whole project as plain values; ``files()`` returns its files.
- **Doc**: a document in the world; its ``fields`` are those of the original, which translations inherit.
- **Words**: one language of a document: a title, a body of **pieces** (:data:`small_sites.PIECES`), and fields of
  its **own**, which no translation inherits.
- **marks**: how often each template was edited; a template holds the word ``MARK`` where the number goes.
- **Bench** (:mod:`bench`): a world on disk, where it is built to, and the options of its builds.
- **sync**: write to disk what the world has and the disk has not. Files get times that are long past, unless they are
  to be **young**, as files are that were written just now.
- **prove**: build, compare with a build from nothing elsewhere, and check that a second build has nothing to do.
- **broken**: a file that is wrong for one build, and as before afterwards.
- **settle** (of this machine): sync, and mostly prove.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.engine.bench import Bench, CleanBuilds, scratch
from tests.engine.small_sites import FEEDS, PIECES, SITES, TABLE_PIECES, Doc, Words
from tests.engine.small_theme import (
    CAPTIONS,
    DRAWINGS,
    FIGURES,
    FILMS,
    OVERRIDES,
    OWN_STRINGS,
    PDFS,
    PICTURES,
    TABLES,
    TEMPLATES,
)

EDGES = ("2026-11-20 08:00", "2026-11-21 18:00", "2026-11-21 20:00", "2026-11-22 10:00", "2026-11-24 00:00")
"""When events end and documents come and go."""

MOMENTS = tuple(
    datetime.fromisoformat(f"{edge}+01:00") + timedelta(seconds=seconds)
    for edge in EDGES
    for seconds in (-1, 0)
)
NAMES = ("alfabet", "brev", "celle", "varsel", "sommer", "broa")
TITLES = ("Ett ord", "To ord", "Å, et til", "Zeppelin", "<b>&amp;")
SUMMARIES = (None, "Kort sagt", "Kort og godt", "Vi var [figure:aaret/deltakere]")
TERMS = ("Vekst", "vekst", "Folk & by", "Ny tid")
SITE_CHANGES: tuple[dict[str, object], ...] = (
    {"name": "Gamma"},
    {"name": "Delta"},
    {"tagline": {"nb": "Et slagord", "en": "A tagline"}},
    {"per_page": 1},
    {"per_page": 3},
    {"languages": ["nb", "en"]},
    {"robots": False},
    {"feeds": True},
    {"feeds": False},
    {"search": True},
    {"search": False},
    {"calendars": True},
    {"calendars": False},
    {"pdfs": True},
    {"pdfs": True},
    {"pdfs": False},
    {"images": {"widths": [12]}},
    {"taxonomies": {}},
    {
        "taxonomies": {
            "tags": {"nb": "/stikkord/", "en": "/tags/"},
            "focus_areas": {"nb": "/fokus/", "en": "/focus/"},
        }
    },
    {"menus": {"main": [{"page": "om", "label": {"nb": "Om"}}, {"section": "project"}]}},
    {
        "menus": {
            "main": [{"section": "event"}],
            "footer": [{"url": "https://annet.example", "label": {"nb": "Annet"}}],
        }
    },
    {"organisation": {"name": "Klubben"}},
    {"timezone": "Europe/London"},
    {"base_url": "https://nytt.example/sti"},
)
MENU_ITEMS: tuple[dict[str, object], ...] = (
    {"page": "om"},
    {"page": "om", "label": {"nb": "Hvem vi er"}},
    {"section": "article"},
    {"section": "event", "label": {"nb": "Hva skjer", "en": "Events"}},
    {"section": "report"},
    {"url": "https://annet.example/", "label": {"nb": "Annet", "en": "Other"}},
)
LONG_LISTS: dict[str, Callable[[int], dict[str, object]]] = {
    "article": lambda number: {"date": f"2026-0{number % 9 + 1}-01", "tags": ["Vekst"]},
    "event": lambda number: {"start": f"2026-11-{16 + number}", "all_day": True},
    "place": lambda number: {"category": "shop"},
    "project": lambda number: {},
}
"""Kinds of which there may be many, and the fields of the document of a number: some by date, some by name."""
ADDRESSES = (
    "/",
    "/om/",
    "/aktuelt/varsel/",
    "/aktuelt/sommer/",
    "/aktuelt/feed.xml",
    "/arrangementer/mote/",
    "/emner/vekst/",
    "/emner/ny-tid/",
    "/alias/felles/",
    "/borte/",
)
"""What a site may have had; most of it is mostly there."""
GONE: tuple[dict[str, object], ...] = (
    {"site": "a", "address": "/borte/"},
    {"site": "a", "address": "/borte/", "date": "2026-10-01", "reason": "Det er over."},
    {"site": "b", "address": "/aktuelt/gammelt/", "instead": "/aktuelt/"},
    {"site": "a", "address": "/aktuelt/varsel.pdf", "instead": "article:varsel"},
    {"site": "a", "address": "/om/"},
)
CACHE_PARTS = ("build", "images", "originals", "pages", "pdfs", "templates", "themes")
BREAKS = (
    ("content/news/galt.md", "---\ntitle: Galt\nukjent: felt\n---\nOrd.\n"),
    ("content/news/galt.md", "---\ntitle: Galt\nalso: [\n---\n"),
    ("content/news/galt.md", "---\ntitle: Galt\n---\n[dit](project:finnes-ikke) og [hit](/ingen/steder/)\n"),
    ("content/news/galt.md", "---\ntitle: Alfa og Beta\n---\nOrd.\n"),
    ("content/news/galt.md", "---\ntitle: Galt\naliases: [/om/]\n---\nOrd.\n"),
    ("content/news/galt.en.md", "---\ntitle: Wrong\n---\nWords.\n"),
    ("content/sites/c.yaml", "id: d\n"),
    (
        "themes/plain/templates/article.html",
        "{% extends 'document.html' %}{% block facts %}{{ ukjent }}{% endblock %}",
    ),
    ("themes/plain/templates/article.html", "{% extends 'finnes-ikke.html' %}"),
    ("themes/plain/templates/article.html", "{% if %}"),
    ("themes/plain/assets/logo.svg", "ingen tegning"),
    ("themes/plain/strings/en.yaml", "footer: {words: 'Ett {hull}'}\n"),
    ("themes/plain/strings/nb.yaml", "nav: [1, 2\n"),
    ("content/media/bilde.png", "ikke et bilde"),
    ("content/reports/aaret/tall.csv", "En;To\n1\n"),
    ("content/reports/aaret/figures.yaml", "figures: [\n"),
    ("themes/base/typst/document.typ", "#ukjent\n"),
)
"""Files that are wrong, each in another way."""


_CLEAN_BUILDS: CleanBuilds = {}
"""Those of all sequences of a process: each begins with the same world, and many edits lead back to one.

They were half of the time. That the same input gives the same output is tested by itself.
"""


class Editing(RuleBasedStateMachine):
    """Edits a project at random; whatever was done, its build must equal one from nothing."""

    kind_of_bench: type[Bench] = Bench

    @initialize(data=st.data())
    def start(self, data: st.DataObject) -> None:
        self.bench = self.kind_of_bench(scratch(), known=_CLEAN_BUILDS)
        self.bench.jobs = data.draw(st.sampled_from([1] * 5 + [2]), "jobs")
        self.world = self.bench.world
        self.bench.prove()

    def teardown(self) -> None:
        self.bench.throw_away()

    def settle(self, data: st.DataObject) -> None:
        """Write what was edited; mostly build it, too."""
        self.bench.sync(young=data.draw(st.booleans(), "young"))
        match data.draw(st.sampled_from(["prove", "prove", "prove", "build", "edit on"]), "then"):
            case "prove":
                self.bench.prove()
            case "build":
                self.bench.build()

    def a_doc(self, data: st.DataObject) -> Doc:
        return data.draw(st.sampled_from(self.world.docs), "document")

    def some_words(self, data: st.DataObject) -> Words:
        doc = self.a_doc(data)
        return doc.words[data.draw(st.sampled_from(sorted(doc.words)), "language")]

    # --- documents ------------------------------------------------------------------------------

    @rule(data=st.data(), pieces=st.lists(st.sampled_from(PIECES), max_size=4))
    def edit_body(self, data: st.DataObject, pieces: list[str]) -> None:
        self.some_words(data).pieces = pieces
        self.settle(data)

    @rule(data=st.data(), title=st.sampled_from(TITLES))
    def edit_title(self, data: st.DataObject, title: str) -> None:
        self.some_words(data).title = title
        self.settle(data)

    @rule(data=st.data(), summary=st.sampled_from(SUMMARIES))
    def edit_summary(self, data: st.DataObject, summary: str | None) -> None:
        self.some_words(data).summary = summary
        self.settle(data)

    @rule(data=st.data(), tags=st.lists(st.sampled_from(TERMS), max_size=2, unique=True))
    def retag(self, data: st.DataObject, tags: list[str]) -> None:
        self.a_doc(data).fields["tags"] = tags
        self.settle(data)

    @rule(data=st.data(), name=st.sampled_from(NAMES), folder=st.booleans(), alias=st.booleans())
    def rename(self, data: st.DataObject, name: str, folder: bool, alias: bool) -> None:
        doc = self.a_doc(data)
        if self.world.has(f"{doc.kind}:{name}"):
            return
        if alias and doc.kind == "article":
            doc.words["nb"].own["aliases"] = [f"/aktuelt/{doc.name}/", f"/tidligere/{doc.name}/"]
        doc.name, doc.folder = name, folder or doc.kind == "report"
        self.settle(data)

    @rule(data=st.data())
    def move_into_a_folder_or_out_of_it(self, data: st.DataObject) -> None:
        doc = self.a_doc(data)
        doc.folder = not doc.folder or doc.kind == "report"
        self.settle(data)

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        doc = self.a_doc(data)
        if doc.fields.get("template") != "home":
            self.world.docs.remove(doc)
        self.settle(data)

    @rule(
        data=st.data(),
        kind=st.sampled_from(["article", "page", "event", "project", "place"]),
        name=st.sampled_from(NAMES),
    )
    def add(self, data: st.DataObject, kind: str, name: str) -> None:
        if self.world.has(f"{kind}:{name}"):
            return
        fields = {"event": {"start": "2026-11-22 09:00"}, "place": {"category": "shop"}}.get(kind, {})
        pieces = data.draw(st.lists(st.sampled_from(PIECES), max_size=2), "pieces")
        words = Words(data.draw(st.sampled_from(TITLES), "title"), pieces)
        self.world.docs.append(Doc(kind, name, {"nb": words}, dict(fields)))
        self.settle(data)

    @rule(data=st.data())
    def draft_or_undraft(self, data: st.DataObject) -> None:
        words = self.some_words(data)
        words.own["draft"] = not words.own.get("draft", False)
        self.settle(data)

    @rule(data=st.data(), edges=st.tuples(*[st.sampled_from([None, *EDGES])] * 2))
    def embargo_or_expire(self, data: st.DataObject, edges: tuple[str | None, str | None]) -> None:
        fields = self.a_doc(data).fields
        fields["publish_at"], fields["expire_at"] = edges
        if None not in edges and edges[0] >= edges[1]:  # type: ignore[operator]
            fields["expire_at"] = None
        self.settle(data)

    @rule(data=st.data())
    def move_between_sites(self, data: st.DataObject) -> None:
        doc = self.a_doc(data)
        possible = [site for site in SITES if doc.kind in SITES[site]]
        if doc.fields.get("template") != "home":
            sites = data.draw(
                st.none() | st.lists(st.sampled_from(possible), min_size=1, unique=True), "sites"
            )
            doc.fields["sites"] = sites
            doc.fields["canonical_site"] = data.draw(
                st.sampled_from([None, *(sites or possible)]), "canonical"
            )
        self.settle(data)

    @rule(data=st.data())
    def add_or_delete_translation(self, data: st.DataObject) -> None:
        doc = self.a_doc(data)
        if "en" not in doc.words:
            doc.words["en"] = Words(data.draw(st.sampled_from(TITLES), "title"))
        elif doc.fields.get("template") != "home":
            del doc.words["en"]
        self.settle(data)

    @rule(data=st.data(), slug=st.sampled_from([None, "1", "2"]), alias=st.sampled_from([None, "1", "2"]))
    def change_slug_or_aliases(self, data: st.DataObject, slug: str | None, alias: str | None) -> None:
        doc = self.a_doc(data)
        words = doc.words[data.draw(st.sampled_from(sorted(doc.words)), "language")]
        lang = "" if words is doc.words["nb"] else "-en"
        words.own["slug"] = slug and f"{doc.name}-{slug}"
        words.own["aliases"] = [f"/alias/{doc.kind}-{doc.name}{lang}-{alias}/"] if alias else []
        self.settle(data)

    @rule(data=st.data())
    def hand_an_alias_over(self, data: st.DataObject) -> None:
        for doc in self.world.docs:
            if "/alias/felles/" in doc.words["nb"].own.get("aliases", ()):
                doc.words["nb"].own["aliases"] = []
        self.a_doc(data).words["nb"].own["aliases"] = ["/alias/felles/"]
        self.settle(data)

    @rule(data=st.data())
    def refer_to_others(self, data: st.DataObject) -> None:
        doc = self.a_doc(data)
        others = [other for other in self.world.docs if other is not doc]
        doc.fields["related"] = [
            other.ref
            for other in data.draw(st.lists(st.sampled_from(others), max_size=2, unique_by=id), "others")
        ]
        if doc.kind == "article":
            doc.fields["people"] = data.draw(st.sampled_from([[], ["person:kari"]]), "people")
        if doc.kind == "project":
            doc.fields["lead"] = data.draw(st.sampled_from([None, "person:kari"]), "lead")
            doc.fields["videos"] = data.draw(st.sampled_from([[], ["video:film"]]), "videos")
            doc.fields["status"] = data.draw(st.sampled_from(["active", "planned", "completed"]), "status")
        self.settle(data)

    @rule(data=st.data())
    def date_anew(self, data: st.DataObject) -> None:
        doc = self.a_doc(data)
        if doc.kind == "event":
            doc.fields["start"] = f"2026-11-{data.draw(st.integers(19, 24), 'day')}"
            doc.fields["end"], doc.fields["all_day"] = None, True
        else:
            doc.fields["date"] = data.draw(
                st.sampled_from([None, "2026-01-01", "2026-10-15", "2026-12-01"]), "date"
            )
        self.settle(data)

    @rule(data=st.data())
    def picture_a_document(self, data: st.DataObject) -> None:
        src = data.draw(st.sampled_from([None, *self.world.pictures]), "picture")
        self.a_doc(data).fields["image"] = src and {"src": f"/media/{src}", "alt": "En flate"}
        self.settle(data)

    @rule(data=st.data())
    def swap_contents(self, data: st.DataObject) -> None:
        one = self.a_doc(data)
        two = data.draw(st.sampled_from([doc for doc in self.world.docs if doc.kind == one.kind]), "other")
        if one.fields.get("template") != "home" and two.fields.get("template") != "home":
            one.words, two.words = two.words, one.words
            one.fields, two.fields = two.fields, one.fields
        self.settle(data)

    @rule(data=st.data())
    def swap_files(self, data: st.DataObject) -> None:
        """Two files change names, and keep all else."""
        docs = [doc for doc in self.world.docs if doc.kind == "article" and not doc.folder]
        if len(docs) >= 2:
            one, two = data.draw(st.permutations(docs), "files")[:2]
            self.bench.sync()
            files = [self.bench.root / doc.path("nb") for doc in (one, two)]
            between = files[0].with_name(".between")
            for file, target in ((files[0], between), (files[1], files[0]), (between, files[1])):
                file.rename(target)
            one.words["nb"], two.words["nb"] = two.words["nb"], one.words["nb"]
            one.fields, two.fields = two.fields, one.fields
            self.bench.know()
        self.settle(data)

    @rule(data=st.data(), restore=st.booleans())
    def edit_within_the_clocks_tick(self, data: st.DataObject, restore: bool) -> None:
        """An edit of the same size, and of the same time to all appearances."""
        words = self.some_words(data)
        words.pieces = ["ord 1"]
        self.bench.sync(young=True)
        self.bench.build()
        before = {path: (self.bench.root / path).stat() for path in self.world.files()}
        words.pieces = ["ord 2"]
        self.bench.sync(young=True)
        if restore:
            for path, status in before.items():
                os.utime(self.bench.root / path, ns=(status.st_atime_ns, status.st_mtime_ns))
        self.settle(data)

    # --- themes ---------------------------------------------------------------------------------

    @rule(data=st.data(), name=st.sampled_from(sorted(TEMPLATES)))
    def edit_template(self, data: st.DataObject, name: str) -> None:
        self.world.marks[name] = self.world.marks.get(name, 0) + 1
        self.settle(data)

    @rule(data=st.data(), theme=st.sampled_from(["base", "plain"]), name=st.sampled_from(sorted(OVERRIDES)))
    def add_or_remove_template(self, data: st.DataObject, theme: str, name: str) -> None:
        if (theme, name) in self.world.overrides:
            del self.world.overrides[theme, name]
        elif theme == "plain" or name not in TEMPLATES:
            self.world.overrides[theme, name] = 0
        self.settle(data)

    @rule(data=st.data())
    def edit_overriding_template(self, data: st.DataObject) -> None:
        for key in self.world.overrides:
            self.world.overrides[key] += 1
        self.settle(data)

    @rule(data=st.data(), colour=st.integers(0, 3))
    def edit_token(self, data: st.DataObject, colour: int) -> None:
        self.world.colour = colour
        self.settle(data)

    @rule(data=st.data(), width=st.integers(90, 92))
    def edit_picture_preset(self, data: st.DataObject, width: int) -> None:
        self.world.picture_width = width
        self.settle(data)

    @rule(
        data=st.data(),
        drawing=st.sampled_from(range(len(DRAWINGS))),
        asset=st.sampled_from(range(len(PICTURES))),
    )
    def edit_assets(self, data: st.DataObject, drawing: int, asset: int) -> None:
        self.world.drawing, self.world.asset = drawing, asset
        self.settle(data)

    @rule(data=st.data(), wording=st.integers(0, 3))
    def edit_strings(self, data: st.DataObject, wording: int) -> None:
        self.world.wording = wording
        self.settle(data)

    @rule(
        data=st.data(),
        lang=st.sampled_from(["nb", "en"]),
        number=st.sampled_from([None, *range(len(OWN_STRINGS))]),
    )
    def give_theme_own_strings(self, data: st.DataObject, lang: str, number: int | None) -> None:
        self.world.own_strings.pop(lang, None)
        if number is not None:
            self.world.own_strings[lang] = number
        self.settle(data)

    # --- sites and files ------------------------------------------------------------------------

    @rule(
        data=st.data(),
        site=st.sampled_from(sorted(SITES)),
        change=st.sampled_from(SITE_CHANGES),
        back=st.booleans(),
    )
    def change_site(self, data: st.DataObject, site: str, change: dict[str, object], back: bool) -> None:
        for key, value in change.items():
            if back:
                self.world.sites[site].pop(key, None)
            else:
                self.world.sites[site][key] = value
        if self.world.sites["a"].get("name") == self.world.sites["b"].get("name"):
            self.world.sites["b"].pop("name", None)
        self.settle(data)

    @rule(data=st.data(), site=st.sampled_from(sorted(SITES)), lines=st.integers(0, 2))
    def comment_on_site(self, data: st.DataObject, site: str, lines: int) -> None:
        self.world.comments[site] = lines
        self.settle(data)

    @rule(
        data=st.data(),
        site=st.sampled_from(sorted(SITES)),
        name=st.sampled_from(["main", "footer"]),
        items=st.lists(st.sampled_from(MENU_ITEMS), max_size=3),
    )
    def edit_menu(self, data: st.DataObject, site: str, name: str, items: list[dict[str, object]]) -> None:
        menus = self.world.sites[site].get("menus", {})
        known = [item for item in items if item.get("section") in (None, *SITES[site])]
        self.world.sites[site]["menus"] = {**menus, name: known}
        self.settle(data)

    @rule(data=st.data(), site=st.sampled_from(sorted(SITES)), number=st.sampled_from([None, 1, 2, 3, 4, 12]))
    def change_per_page(self, data: st.DataObject, site: str, number: int | None) -> None:
        self.world.sites[site].pop("per_page", None)
        if number is not None:
            self.world.sites[site]["per_page"] = number
        self.settle(data)

    @rule(data=st.data())
    def add_or_remove_a_site(self, data: st.DataObject) -> None:
        if self.world.sites.pop("c", None) is None:
            self.world.sites["c"] = {}
        self.settle(data)

    @rule(data=st.data(), site=st.sampled_from(sorted(SITES)))
    def turn_feeds_on_or_off(self, data: st.DataObject, site: str) -> None:
        settings = self.world.sites[site]
        settings["feeds"] = not settings.get("feeds", FEEDS[site])
        self.settle(data)

    @rule(data=st.data(), site=st.sampled_from(sorted(SITES)))
    def turn_calendars_on_or_off(self, data: st.DataObject, site: str) -> None:
        settings = self.world.sites[site]
        settings["calendars"] = not settings.get("calendars", FEEDS[site])
        self.settle(data)

    @rule(data=st.data(), kind=st.sampled_from(["article", "event"]), path=st.sampled_from(["nytt", "annet"]))
    def move_section(self, data: st.DataObject, kind: str, path: str) -> None:
        site = data.draw(st.sampled_from(sorted(SITES)), "site")
        if "sections" in self.world.sites[site]:
            del self.world.sites[site]["sections"]
        else:
            section = {"nb": f"/{path}/", "en": f"/{path}-en/"}
            self.world.sites[site]["sections"] = self.world.sections(site) | {kind: section}
        self.settle(data)

    @rule(data=st.data(), number=st.sampled_from(range(len(PICTURES))))
    def replace_picture(self, data: st.DataObject, number: int) -> None:
        self.world.pictures[data.draw(st.sampled_from(sorted(self.world.pictures)), "picture")] = number
        self.settle(data)

    @rule(
        data=st.data(),
        table=st.sampled_from(range(len(TABLES))),
        pieces=st.lists(st.sampled_from(TABLE_PIECES)),
    )
    def edit_table(self, data: st.DataObject, table: int, pieces: list[str]) -> None:
        self.world.table = table
        if self.world.has("report:aaret"):
            self.world.doc("report:aaret").words["nb"].pieces = pieces
        self.settle(data)

    @rule(data=st.data(), number=st.sampled_from([*range(len(FIGURES))] * 2), is_in_text=st.booleans())
    def edit_figures(self, data: st.DataObject, number: int, is_in_text: bool) -> None:
        self.world.figures = number
        if is_in_text:
            words = self.some_words(data)
            words.pieces, words.summary = [PIECES[-1]], SUMMARIES[-1]
        self.settle(data)

    @rule(
        data=st.data(),
        is_wanted=st.booleans(),
        site=st.sampled_from(sorted(SITES)),
        is_set_anew=st.booleans(),
    )
    def make_pdfs(self, data: st.DataObject, is_wanted: bool, site: str, is_set_anew: bool) -> None:
        self.world.sites[site]["pdfs"] = True
        self.world.typst += is_set_anew
        doc = self.a_doc(data)
        if doc.kind == "report":
            doc.fields["pdf"] = True if is_wanted else "rapport.pdf"
        elif doc.kind in ("article", "event", "page", "project"):
            doc.fields["pdf"] = is_wanted
        self.settle(data)

    @rule(
        data=st.data(),
        kind=st.sampled_from(["pdf", "linked pdf", "linked table", "film", "captions"]),
        number=st.integers(0, 5),
    )
    def replace_attachment(self, data: st.DataObject, kind: str, number: int) -> None:
        # What is wrong publishes nothing, so that it is mended soon.
        match kind:
            case "pdf":
                self.world.pdf = number % len(PDFS) if number == 5 else number % 2
            case "linked pdf":
                self.world.linked_pdf = number % len(PDFS) if number == 5 else number % 2
            case "linked table":
                self.world.linked_table = number % len(TABLES)
            case "film":
                self.world.film = number % len(FILMS) if number == 5 else number % 2
            case "captions":
                self.world.captions = number % len(CAPTIONS) if number == 5 else number % 2
        self.settle(data)

    @rule(data=st.data(), is_offered=st.booleans(), alt=st.sampled_from(["En flate", "Flaten"]))
    def offer_a_picture(self, data: st.DataObject, is_offered: bool, alt: str) -> None:
        src = data.draw(st.sampled_from(sorted(self.world.pictures)), "picture")
        image = {"src": f"/media/{src}", "alt": alt, **({"download": True} if is_offered else {})}
        self.a_doc(data).fields["image"] = image
        self.settle(data)

    @rule(
        data=st.data(),
        site=st.sampled_from(sorted(SITES)),
        addresses=st.lists(st.sampled_from(ADDRESSES), max_size=4),
    )
    def keep_addresses(self, data: st.DataObject, site: str, addresses: list[str]) -> None:
        """A site comes to have had addresses; nothing is published while one of them is lost."""
        self.world.ledgers[site] = addresses
        self.settle(data)
        self.world.ledgers.pop(site)
        if data.draw(st.booleans(), "kept"):
            self.world.ledgers[site] = ["/", "/aktuelt/"]
        self.settle(data)

    @rule(data=st.data(), gone=st.lists(st.sampled_from(GONE), max_size=2))
    def take_away_for_good(self, data: st.DataObject, gone: list[dict[str, object]]) -> None:
        self.world.gone = gone
        self.settle(data)
        if any(one["address"] == "/om/" for one in gone):
            # Nothing is published while there is a page as well.
            self.world.gone = []
            self.settle(data)

    @rule(data=st.data(), kind=st.sampled_from(sorted(LONG_LISTS)), number=st.integers(0, 7))
    def lengthen_or_shorten_a_list(self, data: st.DataObject, kind: str, number: int) -> None:
        """Documents come or go at a random place of the list of their kind."""
        world = self.world
        world.docs = [doc for doc in world.docs if not (doc.kind == kind and doc.name.startswith("nr-"))]
        first = data.draw(st.integers(1, 9), "first")
        for index in range(first, first + number):
            title = data.draw(st.sampled_from("ABCDÅ"), "title")
            world.docs.append(Doc(kind, f"nr-{index}", {"nb": Words(title)}, LONG_LISTS[kind](index)))
        self.settle(data)

    @rule(data=st.data(), which=st.sampled_from(BREAKS))
    def break_and_mend(self, data: st.DataObject, which: tuple[str, str]) -> None:
        path, content = which
        self.bench.sync()
        with self.bench.broken(path, content.encode()):
            self.bench.prove()
        self.settle(data)

    # --- more than one edit ---------------------------------------------------------------------

    @rule(data=st.data(), pieces=st.lists(st.sampled_from(PIECES), min_size=2, max_size=3))
    def edit_bodies_build_after_build(self, data: st.DataObject, pieces: list[str]) -> None:
        """What one build has patched, in the same place or in another, the next one patches."""
        words = self.some_words(data)
        for piece in pieces:
            words.pieces = [piece]
            self.bench.sync(young=data.draw(st.booleans(), "young"))
            self.bench.build()
            if data.draw(st.booleans(), "elsewhere"):
                words = self.some_words(data)
        self.settle(data)

    @rule(
        data=st.data(),
        piece=st.sampled_from(PIECES),
        other=st.sampled_from(["body", "title", "draft", "template", "words", "style", "table", "deletion"]),
    )
    def edit_a_body_and_something_else(self, data: st.DataObject, piece: str, other: str) -> None:
        """One build is told of both."""
        world = self.world
        self.some_words(data).pieces = [piece]
        match other:
            case "body":
                self.some_words(data).pieces = [piece, piece]
            case "title":
                self.some_words(data).title = data.draw(st.sampled_from(TITLES), "title")
            case "draft":
                words = self.some_words(data)
                words.own["draft"] = not words.own.get("draft", False)
            case "template":
                name = data.draw(st.sampled_from(sorted(TEMPLATES)), "template")
                world.marks[name] = world.marks.get(name, 0) + 1
            case "words":
                world.wording += 1
            case "style":
                world.colour += 1
            case "table":
                world.table = (world.table + 1) % len(TABLES)
            case "deletion":
                doc = self.a_doc(data)
                if doc.fields.get("template") != "home":
                    world.docs.remove(doc)
        self.settle(data)

    @rule(data=st.data(), pieces=st.lists(st.sampled_from(PIECES), max_size=2), is_built=st.booleans())
    def come_and_go(self, data: st.DataObject, pieces: list[str], is_built: bool) -> None:
        """A document is there for one build, or for none."""
        visitor = Doc("article", "innom", {"nb": Words("Innom", pieces)}, {"date": "2026-10-20"})
        self.world.docs.append(visitor)
        self.bench.sync(young=data.draw(st.booleans(), "young"))
        if is_built:
            self.bench.build()
        self.world.docs.remove(visitor)
        self.settle(data)

    @rule(data=st.data(), is_built=st.booleans())
    def go_and_come(self, data: st.DataObject, is_built: bool) -> None:
        """A file is away for one build, whether that fails or not, or for none; then it is the same as ever."""
        self.bench.sync()
        file = self.bench.root / data.draw(st.sampled_from(sorted(self.world.files())), "file")
        away = self.bench.root / "borte"
        file.rename(away)
        if is_built:
            self.bench.build()
        away.rename(file)
        self.settle(data)

    # --- how it is built ------------------------------------------------------------------------

    @rule(data=st.data(), at=st.sampled_from(MOMENTS))
    def move_the_clock(self, data: st.DataObject, at: datetime) -> None:
        self.bench.at = at
        self.settle(data)

    @rule(data=st.data(), url=st.sampled_from([None, "https://forhand.example/pr-7/{}", "https://{}.test"]))
    def switch_base_url(self, data: st.DataObject, url: str | None) -> None:
        self.bench.base_urls = {site: url.format(site) for site in SITES} if url else {}
        self.settle(data)

    @rule(data=st.data(), drafts=st.booleans())
    def show_or_hide_drafts(self, data: st.DataObject, drafts: bool) -> None:
        self.bench.drafts = drafts
        self.settle(data)

    @rule(data=st.data(), sites=st.sampled_from([(), (), ("a",), ("b",)]))
    def choose_sites(self, data: st.DataObject, sites: tuple[str, ...]) -> None:
        self.bench.site_ids = sites
        self.settle(data)

    # --- what is lost ---------------------------------------------------------------------------

    @rule(
        data=st.data(),
        parts=st.lists(st.sampled_from(CACHE_PARTS), min_size=1, max_size=2, unique=True),
    )
    def lose_part_of_cache(self, data: st.DataObject, parts: list[str]) -> None:
        for part in parts:
            shutil.rmtree(self.bench.options.cache / part, ignore_errors=True)
        self.settle(data)

    @rule(data=st.data(), number=st.integers(0, 10**6))
    def lose_or_change_published_file(self, data: st.DataObject, number: int) -> None:
        files = sorted(self.bench.published())
        if files:
            file = self.bench.output / files[number % len(files)]
            file.unlink()
            if data.draw(st.booleans(), "changed"):
                file.write_bytes(b"endret")
        # A build that is not allowed to publish repairs nothing.
        self.bench.sync()
        self.bench.build()
        self.settle(data)

    # --- nothing changed ------------------------------------------------------------------------

    @rule(data=st.data())
    def touch(self, data: st.DataObject) -> None:
        self.bench.sync()
        self.bench.age(self.bench.root / data.draw(st.sampled_from(sorted(self.world.files())), "file"))
        self.settle(data)

    @rule(data=st.data())
    def check_out_anew(self, data: st.DataObject) -> None:
        self.bench.sync()
        self.bench.check_out()
        self.settle(data)

    @rule(data=st.data(), name=st.sampled_from(["prosjekt", "et annet sted", "tredje"]))
    def move_the_project(self, data: st.DataObject, name: str) -> None:
        if name != self.bench.name:
            self.bench.move(name)
        self.settle(data)
