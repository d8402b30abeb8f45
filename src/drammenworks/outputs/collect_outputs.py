"""The files of a site that are neither pages nor images of theirs."""

from __future__ import annotations

from dataclasses import replace

from drammenworks.content.graph_queries import site as site_query
from drammenworks.engine.artifact import Artifact
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.outputs.assets import site_assets
from drammenworks.outputs.attachments import attachment_files
from drammenworks.outputs.headers import headers_file
from drammenworks.outputs.redirects import redirects_file
from drammenworks.outputs.report_files import report_data_files
from drammenworks.outputs.robots import robots_file
from drammenworks.outputs.security import security_file
from drammenworks.outputs.web_manifest import manifest_file
from drammenworks.site.entries import player
from drammenworks.site.gone import gone_addresses
from drammenworks.site.links import addresses
from drammenworks.site.list_pages import not_found_path
from drammenworks.site.routes import redirect
from drammenworks.site.security import has_expired
from drammenworks.site.themes import is_hidden
from drammenworks.site.themes import theme as theme_query


@CATALOGUE.query(is_root=True)
def static_files(ask: QueryContext, site_id: str) -> tuple[Artifact, ...]:
    """All of them, each with its digest; none while something is wrong with the theme.

    An output that each site has is one line here.
    """
    site, where = site_query(ask, site_id), addresses(ask, site_id)
    theme, assets = theme_query(ask, site_id).theme, site_assets(ask, site_id).assets
    if site is None or where is None or theme is None or assets is None:
        return ()
    artifacts = [
        *assets.artifacts,
        *redirects_file(
            (redirect(ask, site_id) or {}).values(),
            where,
            gone=gone_addresses(ask, site_id),
            not_found=not_found_path(site, site.default_language),
        ),
        headers_file(
            where,
            noindex=is_hidden(ask, site_id),
            players={name for name, *_ in player(ask) or ()},
        ),
        *security_file(site, where, is_expired=has_expired(ask, site)),
        robots_file(where, is_hidden=is_hidden(ask, site_id)),
        *attachment_files(ask, site_id),
        *report_data_files(ask, site),
    ]
    if theme.colour is not None:
        artifacts.append(manifest_file(site, theme.colour, assets.paths, where))
    return tuple(replace(artifact, digest=artifact.known_digest()) for artifact in artifacts)
