"""Bring the plan of all sites up to date: from changed files to pages, routes and findings.

    inputs → sites → themes → documents → entries → lists → static files → routes → images → checks

Each stage refreshes the answers that the graph suspects, and says which answers there are to be of the next.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping

from drammenworks.base.paths import is_file
from drammenworks.checks.check_document import document_findings
from drammenworks.checks.lost_addresses import address_findings
from drammenworks.checks.sites import site_findings
from drammenworks.checks.word_processor_files import unread_texts
from drammenworks.config import Site
from drammenworks.config.site import LANGUAGES
from drammenworks.content.graph_queries import (
    Parsed,
    content_listing,
    discovery,
    document,
    file,
    has_passed,
    languages,
    parse_task,
    read_of,
    site_files,
    sites,
    theme_listing,
    versions,
)
from drammenworks.content.image_queries import picture, probe_images
from drammenworks.content.read_documents import ParseTask, forget_documents, read_documents, tidy_bodies
from drammenworks.content.workspace import Workspace
from drammenworks.engine.contexts import RecordingContext
from drammenworks.engine.graph import Graph
from drammenworks.engine.queries import AFTER_PAGES, CATALOGUE, Key
from drammenworks.engine.records import Record
from drammenworks.errors import Finding, Phrase, UsageError
from drammenworks.errors.nearest import did_you_mean
from drammenworks.outputs.assets import site_assets
from drammenworks.outputs.collect_outputs import static_files
from drammenworks.outputs.theme_cards import site_cards
from drammenworks.pipeline.file_digests import digest_files
from drammenworks.pipeline.input_scan import InputChanges
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.pages import rendered
from drammenworks.pipeline.warm_theme_caches import fill_theme_caches
from drammenworks.render.environment import template_findings
from drammenworks.search.pages import found_document
from drammenworks.site.entries import entry
from drammenworks.site.list_pages import producers
from drammenworks.site.routes import PRODUCERS, route
from drammenworks.site.themes import THEME, theme

_IN_BATCHES = frozenset({picture.name})
"""Queries of which many answers are computed at once."""

_MANY = 100
"""Documents from which on they are worth holding in memory: whoever renders them need not load them."""


def update_plan(graph: Graph, changes: InputChanges, options: Options, progress: Progress) -> None:
    """Bring everything but the pages themselves up to date.

    :raises UsageError: if a site is asked for that does not exist.
    :raises CacheDamagedError: if the cache has lost something that it had.
    """
    plan_pages(graph, changes, options, progress)
    check_plan(graph, options, progress)


def plan_pages(graph: Graph, changes: InputChanges, options: Options, progress: Progress) -> None:
    """Bring up to date which pages there are to be, and what they are made of; see :func:`update_plan`."""
    workspace: Workspace = graph.environment
    progress("leser", 0, 1)
    _update_inputs(graph, changes, workspace)
    known = _update_sites(graph)
    chosen = chosen_sites(known, options)
    _update_themes(graph, chosen)
    _update_documents(graph, workspace)
    _update_entries(graph)
    _update_lists(graph, known)
    progress("leser", 1, 1)
    _update_static_files(graph, chosen)
    _update_routes(graph, chosen)


def check_plan(graph: Graph, options: Options, progress: Progress) -> None:
    """Measure the images that documents show, and check all that is planned."""
    chosen = chosen_sites(graph.ask(sites.key()), options)
    progress("måler bilder", 0, 1)
    _update_images(graph, graph.environment)
    progress("måler bilder", 1, 1)
    _update_checks(graph, chosen)
    graph.settle_between(leave=_of_broken_themes(graph) | CATALOGUE.group(AFTER_PAGES))
    graph.collect()


def chosen_sites(known: Iterable[Site], options: Options) -> dict[str, Site]:
    """Return the sites to build, by id.

    :raises UsageError: if one is asked for that does not exist.
    """
    by_id = {site.id: site for site in known}
    for site_id in options.site_ids if by_id else ():
        if site_id not in by_id:
            raise UsageError(
                Phrase(
                    "Nettstedet «{site}» finnes ikke. Velg blant: {known}.{suggestion}",
                    site=site_id,
                    known=", ".join(by_id),
                    suggestion=did_you_mean(site_id, by_id),
                )
            )
    ids = options.site_ids
    return {site_id: site for site_id, site in by_id.items() if not ids or site_id in ids}


# --- the stages -----------------------------------------------------------------------------------


def _update_inputs(graph: Graph, changes: InputChanges, workspace: Workspace) -> None:
    """Tell the graph which files and instants differ from what it knows."""
    if graph.find(content_listing.key()) is None:
        # It knows nothing yet, and will read what it needs.
        graph.put(content_listing.key(), Record(secrets.token_hex(8)))
        graph.put(theme_listing.key(), Record(secrets.token_hex(8)))
        return
    places = {path: workspace.root / path for path in changes.modified}
    links = {path for path, place in places.items() if place.is_symlink()}
    known = {path for path in changes.modified if graph.find(file.key(path)) is not None}
    for link in links:
        # A scan does not follow a link to a folder: whatever is in it may have changed.
        if places[link].is_dir():
            known.update(path for _, path in graph.keys(file.name) if path.startswith(f"{link}/"))
    # Reading a pipe would wait for ever.
    readable = {path for path in known if is_file(workspace.root / path)}
    for path, name in digest_files(workspace.root, sorted(readable), workspace.pool):
        graph.put(file.key(path), Record(name))
    for path in known - readable:
        graph.put(file.key(path), Record(None))
    for folder, listing in (("content", content_listing), ("themes", theme_listing)):
        # A file may have become a link or a pipe without any name coming or going.
        irregular = (path for path, place in places.items() if path in links or not place.is_file())
        if folder in changes.folders or any(path.startswith(f"{folder}/") for path in irregular):
            graph.put(listing.key(), Record(secrets.token_hex(8)))
    for key in graph.keys(has_passed.name):
        record = graph.find(key)
        if record is None or record.answer != graph.evaluate(key)[0]:
            graph.refresh(key)


def _update_sites(graph: Graph) -> tuple[Site, ...]:
    for query in (site_files, sites, languages, discovery):
        graph.ask(query.key())
    known: tuple[Site, ...] = graph.ask(sites.key())
    return known


def _enumerate_documents(graph: Graph) -> list[str]:
    """Say which documents there are, and return the files of those that went."""
    gone: list[str] = []
    for (_, document_id), _ in graph.changes(versions.name).items():
        group = graph.find(versions.key(document_id))
        there = group.answer if group is not None else {}
        for lang in there:
            if graph.find(document.key(document_id, lang)) is None:
                graph.suspect(document.key(document_id, lang))
        for lang in LANGUAGES:
            if lang in there:
                continue
            key = document.key(document_id, lang)
            if (record := graph.find(key)) is not None:
                if record.answer.summary is not None:
                    gone.append(record.answer.summary.path)
                graph.drop(key)
    return gone


def _update_documents(graph: Graph, workspace: Workspace) -> None:
    """Read the documents that came, changed or may have changed; forget those that went."""
    gone = _enumerate_documents(graph)
    tasks: dict[ParseTask, tuple[Key, RecordingContext]] = {}
    for key in list(graph.suspects(document.name)):
        ask = RecordingContext(graph)
        task = parse_task(ask, *key[1:])
        if isinstance(task, Finding):
            graph.put(key, Record(Parsed(None, (task,)), tuple(ask.reads), graph.reason(key)))
        else:
            tasks[task] = (key, ask)
    for task, result in read_documents(workspace.root, list(tasks), workspace.cache, workspace.pool):
        key, ask = tasks[task]
        for cell, name in read_of(task, result):
            graph.put(cell, Record(name))
            ask.reads[cell] = None
        if result.document is not None and len(tasks) > _MANY:
            workspace.documents.add(task.source.path, result.document)
        else:
            workspace.documents.forget(task.source.path)
        reads, reason = tuple(ask.reads), graph.reason(key)
        graph.put(key, Record(Parsed(result.summary, result.findings), reads, reason))
    if tasks or gone:
        there_are = {task.source.path for task in tasks}
        forget_documents(workspace.cache, workspace.root, [path for path in gone if path not in there_are])
        workspace.cache.commit()
        tidy_bodies(workspace.cache, much_changed=len(tasks) > _MANY)


def _update_entries(graph: Graph) -> None:
    for key in graph.changes(document.name):
        _enumerate(graph, entry.key(*key[1:]), is_there=graph.find(key) is not None)
        for query in (document_findings, found_document):
            _enumerate(graph, query.key(*key[1:]), is_there=graph.find(key) is not None)
    _refresh(graph, entry.name)


def _update_lists(graph: Graph, known: Collection[Site]) -> None:
    there = {site.id for site in known}
    for query in (producers, site_findings):
        for site_id in there | {key[1] for key in graph.keys(query.name)}:
            _enumerate(graph, query.key(site_id), is_there=site_id in there)
    _refresh(graph, producers.name)
    for key, before in graph.changes(producers.name).items():
        record = graph.find(key)
        now = set(record.answer) if record is not None else set()
        for producer in {*(before or ()), *now}:
            _enumerate(graph, producer, is_there=producer in now)
    for name in [query.name for query in PRODUCERS]:
        _refresh(graph, name)


def _update_images(graph: Graph, workspace: Workspace) -> None:
    """Measure all images at once that documents show and nobody has measured, or that have changed."""
    wanted: dict[str, None] = {}
    for key in graph.suspects(document_findings.name):
        found, parsed = graph.find(entry.key(*key[1:])), graph.find(document.key(*key[1:]))
        is_published = found is not None and found.answer is not None and found.answer.paths
        if is_published and parsed is not None and parsed.answer.summary is not None:
            wanted.update(dict.fromkeys(parsed.answer.summary.images))
    missing = [path for path in wanted if graph.find(picture.key(path)) is None]
    stale = [path for path in missing if is_file(workspace.root / path)]
    stale += [key[1] for key in graph.suspects(picture.name)]
    for path, name, image in probe_images(workspace.root, stale, workspace.cache, workspace.pool):
        graph.put(file.key(path), Record(name))
        graph.put(picture.key(path), Record(image, (file.key(path),)))
    if stale:
        workspace.cache.commit()


def _update_checks(graph: Graph, chosen: Collection[str]) -> None:
    for site_id in chosen:
        graph.ask(template_findings.key(site_id))
    _refresh(graph, document_findings.name)
    _refresh(graph, site_findings.name)
    graph.ask(unread_texts.key())
    graph.ask(address_findings.key())


def _update_themes(graph: Graph, chosen: Mapping[str, Site]) -> None:
    fill_theme_caches((graph.ask(theme.key(site_id)).theme for site_id in chosen), graph.environment)
    queries = (theme, site_assets, site_cards)
    for site_id in chosen:
        for query in queries:
            graph.ask(query.key(site_id))
    of_sites = (*(query.name for query in queries), template_findings.name, *CATALOGUE.group(THEME))
    _drop_others(graph, of_sites, chosen)


def _of_broken_themes(graph: Graph) -> frozenset[str]:
    """Return the queries that have no answer until a theme is mended.

    Nothing is rendered meanwhile; and once it is mended, most answers are what they were.
    """
    found = (graph.find(key) for key in graph.keys(site_assets.name))
    is_broken = any(record is not None and record.answer.assets is None for record in found)
    return CATALOGUE.group(THEME) if is_broken else frozenset()


def _update_static_files(graph: Graph, chosen: Mapping[str, Site]) -> None:
    for site_id in chosen:
        graph.ask(static_files.key(site_id))
    _drop_others(graph, (static_files.name,), chosen)


def _update_routes(graph: Graph, chosen: Mapping[str, Site]) -> None:
    """Say which pages there are to be."""
    for _, site_id, path in graph.changes(route.name):
        is_there = site_id in chosen and graph.find(route.key(site_id, path)) is not None
        _enumerate(graph, rendered.key(site_id, path), is_there=is_there)


def _drop_others(graph: Graph, names: Iterable[str], chosen: Collection[str]) -> None:
    """Forget the answers of some queries for sites that are not built."""
    for name in names:
        for key in graph.keys(name):
            if key[1] not in chosen:
                graph.drop(key)


def _enumerate(graph: Graph, key: Key, *, is_there: bool) -> None:
    """Let there be an answer, or none."""
    if not is_there:
        graph.drop(key)
    elif graph.find(key) is None:
        graph.suspect(key)


def _refresh(graph: Graph, name: str) -> None:
    graph.settle_between(leave=_IN_BATCHES | _of_broken_themes(graph) | CATALOGUE.group(AFTER_PAGES))
    while suspects := list(graph.suspects(name)):
        for key in suspects:
            if key in graph.suspects(name):
                graph.refresh(key)
