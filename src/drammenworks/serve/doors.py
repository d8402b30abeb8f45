"""Where each site is served: at a port of its own, which one that is added later gets as well."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from pathlib import Path

from starlette.types import ASGIApp

from drammenworks.base.paths import SITES_FOLDER
from drammenworks.errors import ContentError, Phrase, UsageError
from drammenworks.serve.options import Address
from drammenworks.serve.server import Servers, bind, port_of, url


class Doors:
    """The ports of the sites, in the order in which they were taken."""

    def __init__(self, root: Path, host: str, port: int) -> None:
        """Take a port for each site of the project, from ``port`` on; nobody answers there yet.

        :raises UsageError: if there are no sites, or no ports for them.
        """
        self._root = root
        self._host = host
        self._servers = Servers()
        self._names: Mapping[str, str] = {}
        ids = _site_ids(root)
        if not ids:
            raise UsageError(
                Phrase("Det finnes ingen nettsteder: {folder}/ har ingen YAML-filer.", folder=SITES_FOLDER)
            )
        self._sockets: dict[str, socket.socket] = {}
        self._ports: dict[str, int] = {}
        for site, bound in zip(ids, bind(host, port, len(ids)), strict=True):
            self._take(site, bound)

    @property
    def first_port(self) -> int:
        """The port of the first site, which tells this preview from any other."""
        return next(iter(self._ports.values()))

    @property
    def urls(self) -> dict[str, str]:
        """Where each site is served, by its id."""
        return {site: url(self._host, port) for site, port in self._ports.items()}

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Where each site is served, as people are told."""
        return tuple(
            Address(site, self._names.get(site, site), url(self._host, port), port)
            for site, port in self._ports.items()
        )

    def call(self, names: Mapping[str, str] | None = None) -> None:
        """Call the sites by their names from now on.

        :param names: by id; as their files say when None.
        """
        self._names = _site_names(self._root) if names is None else names

    async def open(self, app: Callable[[str], ASGIApp]) -> None:
        """Begin to answer for every site.

        :param app: returns what answers for the site with an id.
        """
        await self._servers.start([(app(site), bound) for site, bound in self._sockets.items()])

    async def open_new(self, app: Callable[[str], ASGIApp]) -> list[Address]:
        """Give each site that was added its door, and return those.

        :raises UsageError: if there is no port for it.
        """
        new = [site for site in _site_ids(self._root) if site not in self._sockets]
        for site in new:
            (bound,) = bind(self._host, max(self._ports.values()) + 1, 1)
            self._take(site, bound)
            await self._servers.start([(app(site), self._sockets[site])])
        if new:
            self.call()
        return [address for address in self.addresses if address.site in new]

    def _take(self, site: str, bound: socket.socket) -> None:
        self._sockets[site] = bound
        self._ports[site] = port_of(bound)

    async def shut(self) -> None:
        """Answer no more, at once."""
        await self._servers.stop()

    def close(self) -> None:
        """Let go of the ports."""
        for bound in self._sockets.values():
            bound.close()


def _site_ids(root: Path) -> list[str]:
    files = (root / SITES_FOLDER).glob("*.yaml")
    return sorted(file.stem for file in files if not file.name.startswith("."))


def _site_names(root: Path) -> dict[str, str]:
    """Return the sites' names by their ids; none when one of their files is wrong, for the time being."""
    from drammenworks.config.load import load_sites  # noqa: PLC0415 - 0.4 s, mostly for nothing.

    try:
        return {site.id: site.name for site in load_sites(root)}
    except ContentError:
        return {}
