"""Gather what a finished build found out, for the next to start from."""

from __future__ import annotations

from collections.abc import Mapping

from drammenworks.engine.cache import Cache
from drammenworks.engine.traces import Trace, token_of_traces
from drammenworks.pipeline.options import Options
from drammenworks.pipeline.pages import traces_name
from drammenworks.pipeline.prepare import Ready
from drammenworks.pipeline.rendition import Rendition
from drammenworks.pipeline.structure import SiteStructure, Structure, Text, save_structure, save_texts
from drammenworks.pipeline.unchanged import kind_of_build, new_token


def settle(ready: Ready, rendition: Rendition, options: Options, cache: Cache) -> str:
    """Keep what was found out, and return the token that it carries."""
    token = new_token()
    sites = {site_id: edition.site for site_id, edition in ready.web.editions.items()}
    built = {
        site_id: _site(site_id, ready, rendition.traces[site_id], options, cache) for site_id in ready.sites
    }
    structure = Structure(token, sites, built, tuple(ready.findings))
    save_structure(cache, kind_of_build(options), structure)
    save_texts(cache, kind_of_build(options), _texts(ready, rendition.traces))
    cache.commit()
    return token


def _site(
    site_id: str, ready: Ready, traces: Mapping[str, Trace], options: Options, cache: Cache
) -> SiteStructure:
    theme, assets = ready.themes[site_id], ready.themes[site_id].assets
    return SiteStructure(
        theme=theme.theme,
        asset_paths=assets.paths,
        drawings=assets.drawings,
        stylesheet=assets.stylesheet,
        preloads=assets.preloads,
        card_design=theme.card_design,
        next_change=ready.web.editions[site_id].next_change,
        traces=token_of_traces(cache, traces_name(ready.sites[site_id], options)),
        pages=len(ready.pages[site_id]),
        targets=len(traces),
        findings={path: trace.result.findings for path, trace in traces.items() if trace.result.findings},
    )


def _texts(ready: Ready, traces: Mapping[str, Mapping[str, Trace]]) -> dict[str, Text]:
    shown_on: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for site_id, by_path in traces.items():
        for path, trace in by_path.items():
            for key in trace.result.texts:
                shown_on.setdefault(key, []).append((site_id, path))
    return {
        document.location.path: Text(
            document.structure,
            document.body_digest,
            document.id,
            document.lang,
            tuple(shown_on.get(key, ())),
        )
        for key, document in ready.web.library.documents.items()
    }
