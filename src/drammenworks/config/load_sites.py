"""Load content/sites/*.yaml, and report all their findings together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from drammenworks.base.paths import SITES_FOLDER, site_files
from drammenworks.base.source_text import decode_source, read_source
from drammenworks.base.strict_yaml import load, locate
from drammenworks.base.text.language_names import language_name
from drammenworks.base.validation import validate
from drammenworks.config.site import Site
from drammenworks.errors import ContentError, Finding, Location
from drammenworks.errors.rules import sites as rules


def load_sites(root: Path) -> tuple[Site, ...]:
    """Return the sites of the project at ``root``, in the order of their ids.

    :raises ContentError: with every finding of every site file.
    """
    files = [root / path for path in site_paths(root)]
    if not files:
        raise ContentError([rules.NO_SITES.at(Location(SITES_FOLDER))])
    sites: list[Site] = []
    findings: list[Finding] = []
    for file in files:
        try:
            sites.append(_load_site(file, f"{SITES_FOLDER}/{file.name}"))
        except ContentError as error:
            findings.extend(error.findings)
    languages = {site.default_language for site in sites}
    if len(languages) > 1:
        known = ", ".join(sorted(languages))
        findings.append(rules.DEFAULT_LANGUAGES.at(Location(SITES_FOLDER), languages=known))
    if findings:
        raise ContentError(findings)
    return tuple(sites)


def site_paths(root: Path) -> list[str]:
    """Return the paths of the sites' files from the project's root, in the order of their names."""
    return [f"{SITES_FOLDER}/{file.name}" for file in site_files(root)]


def _load_site(file: Path, path: str) -> Site:
    text = decode_source(read_source(file, path=path), path=path)
    data = load(text, path=path)

    def locate_keys(keys: Sequence[str | int]) -> Location:
        return locate(text, keys, path=path)

    site = validate(Site, data, lang="nb", locate=locate_keys)
    site._text = text
    findings = []
    if site.id != file.stem:
        location = locate_keys(["id"])
        findings.append(rules.ID_IS_FILE_NAME.at(location, id=site.id, name=file.name))
    for group, paths in (("sections", site.sections), ("taxonomies", site.taxonomies)):
        for name, by_lang in paths.items():
            for lang in site.languages:
                if lang not in by_lang:
                    location = locate_keys([group, name])
                    findings.append(
                        rules.SECTION_LANGUAGE.at(
                            location, section=name, lang=lang, language=language_name(lang)
                        )
                    )
    if findings:
        raise ContentError(findings)
    return site
