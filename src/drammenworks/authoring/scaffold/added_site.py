"""A new site beside those that a project has."""

from __future__ import annotations

from pathlib import Path

from drammenworks.authoring.new_files import new_files
from drammenworks.authoring.scaffold.brand_theme import Brand, brand_theme
from drammenworks.authoring.scaffold.site_content import NewSite, check_site, site_content
from drammenworks.config import Site
from drammenworks.config.load_sites import load_sites
from drammenworks.config.load_theme import load_theme
from drammenworks.errors import Phrase, UsageError
from drammenworks.errors.nearest import did_you_mean


def site_to_follow(root: Path, name: str | None) -> Site:
    """Return the site of a project that a new one is made like; without a name the first.

    :raises UsageError: if there is none of this name.
    :raises ContentError: if the sites' files are invalid.
    """
    sites = load_sites(root)
    if name is None:
        return sites[0]
    by_name = {site.id: site for site in sites} | {site.name.casefold(): site for site in sites}
    site = by_name.get(name) or by_name.get(name.casefold())
    if site is None:
        raise UsageError(
            Phrase(
                "Nettstedet «{site_id}» finnes ikke.{suggestion} Velg blant: {known}.",
                site_id=name,
                suggestion=did_you_mean(name, [site.id for site in sites]),
                known=", ".join(site.id for site in sites),
            )
        )
    return site


def sibling_brand(root: Path, site: NewSite, like: Site, primary: str, accent: str | None) -> Brand:
    """Return the brand of a new site, whose theme extends that of the site it is made like.

    :raises ContentError: if that theme is invalid.
    """
    theme = load_theme(root, like.theme, named_at=like.at("theme"))
    weights = {role: font.typeface.weights[1] for role, font in theme.fonts.items()}
    heaviest = weights.get("body", 700)
    return Brand(site.id, site.name, primary, accent, like.theme, weights.get("heading", heaviest), heaviest)


def add_site(root: Path, site: NewSite, brand: Brand) -> list[str]:
    """Write the files of a new site; all of them or none. Returns their paths.

    :raises UsageError: if a file of this name exists, or an answer is no valid setting of a site.
    :raises NotWritableError: if one cannot be written.
    """
    files = {**brand_theme(brand), **site_content(site)}
    for path in files:
        if (root / path).exists():
            raise UsageError(
                Phrase("{path} finnes allerede, og blir ikke skrevet over. Velg et annet navn.", path=path)
            )
    with new_files(root, files):
        check_site(root, site)
    return sorted(files)
