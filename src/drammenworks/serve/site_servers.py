"""The servers of a preview: one per site, each at its own port, including sites that are added later."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from pathlib import Path

from starlette.types import ASGIApp

from drammenworks.base.paths import SITES_FOLDER, site_files
from drammenworks.errors import ContentError, Phrase, UsageError
from drammenworks.serve.http_servers import ServerGroup, bind, port_of, url
from drammenworks.serve.options import SiteAddress

AppFactory = Callable[[str], ASGIApp]
"""Returns the application for the site with an id."""


class SiteServers:
    """The sites' ports and servers, in the order in which the ports were bound."""

    def __init__(self, root: Path, host: str, port: int, ports: Mapping[str, int] | None = None) -> None:
        """Bind a port for each site of the project, from ``port`` upwards, without accepting connections yet.

        :param ports: the ports that some sites had before, by id.
        :raises UsageError: if there are no sites, or too few ports are free.
        """
        self._root = root
        self._host = host
        self._servers = ServerGroup()
        self._names: Mapping[str, str] = {}
        ids = _site_ids(root)
        if not ids:
            raise UsageError(
                Phrase("Det finnes ingen nettsteder: {folder}/ har ingen YAML-filer.", folder=SITES_FOLDER)
            )
        self._sockets: dict[str, socket.socket] = {}
        self._ports: dict[str, int] = {}
        if ports:
            for site in ids:
                self._add(site, bind(host, ports.get(site) or max(ports.values()) + 1, 1)[0])
            return
        for site, bound in zip(ids, bind(host, port, len(ids)), strict=True):
            self._add(site, bound)

    @property
    def first_port(self) -> int:
        """The port of the first site, which identifies this preview among those that run at the same time."""
        return next(iter(self._ports.values()))

    @property
    def urls(self) -> dict[str, str]:
        """The URL of each site, by its id."""
        return {site: url(self._host, port) for site, port in self._ports.items()}

    @property
    def addresses(self) -> tuple[SiteAddress, ...]:
        """The address of each site, with the site's name."""
        return tuple(
            SiteAddress(site, self._names.get(site, site), url(self._host, port), port)
            for site, port in self._ports.items()
        )

    def set_names(self, names: Mapping[str, str] | None = None) -> None:
        """Set the names of the sites by their ids; None loads them from the sites' files."""
        self._names = _site_names(self._root) if names is None else names

    async def start(self, make_app: AppFactory) -> None:
        """Accept connections for every site."""
        await self._servers.start([(make_app(site), bound) for site, bound in self._sockets.items()])

    async def start_new(self, make_app: AppFactory) -> list[SiteAddress]:
        """Start a server for each site that was added to the project, and return their addresses.

        :raises UsageError: if no port is free.
        """
        new = [site for site in _site_ids(self._root) if site not in self._sockets]
        for site in new:
            (bound,) = bind(self._host, max(self._ports.values()) + 1, 1)
            self._add(site, bound)
            await self._servers.start([(make_app(site), self._sockets[site])])
        if new:
            self.set_names()
        return [address for address in self.addresses if address.site in new]

    def _add(self, site: str, bound: socket.socket) -> None:
        self._sockets[site] = bound
        self._ports[site] = port_of(bound)

    async def stop(self) -> None:
        """Close all connections at once, and accept no more."""
        await self._servers.stop()

    def close(self) -> None:
        """Release the ports."""
        for bound in self._sockets.values():
            bound.close()


def _site_ids(root: Path) -> list[str]:
    return [file.stem for file in site_files(root)]


def _site_names(root: Path) -> dict[str, str]:
    """Return the sites' names by their ids; an empty mapping while a site's file is invalid."""
    from drammenworks.config.load_sites import load_sites  # noqa: PLC0415 - 0.4 s; the preview cache has the names.

    try:
        return {site.id: site.name for site in load_sites(root)}
    except ContentError:
        return {}
