"""Hosts with SFTP, through fsspec, to none but hosts that are known.

The file system of fsspec accepts any key that a host shows. Whoever stands between us and the host would get
the password, and decide what is public.
"""

from __future__ import annotations

from pathlib import Path

import paramiko
from fsspec.implementations.sftp import SFTPFileSystem

_TIMEOUT = 30.0
"""Seconds."""


class UnknownHostKeyError(Exception):
    """A host has a key that no file of known hosts has."""


class _Refuse(paramiko.MissingHostKeyPolicy):  # type: ignore[misc]
    def missing_host_key(self, client: object, hostname: str, key: object) -> None:
        raise UnknownHostKeyError(hostname)


class KnownHostFileSystem(SFTPFileSystem):  # type: ignore[misc]
    """The file system of fsspec, to known hosts alone."""

    protocol = "drammenworks-sftp"
    cachable = False

    def _connect(self) -> None:
        self.client = paramiko.SSHClient()
        self.client.load_system_host_keys()
        if (known := Path("/etc/ssh/ssh_known_hosts")).is_file():
            self.client.load_system_host_keys(str(known))
        self.client.set_missing_host_key_policy(_Refuse())
        self.client.connect(self.host, timeout=_TIMEOUT, **self.ssh_kwargs)
        self.ftp = self.client.open_sftp()


def connect(url: str) -> tuple[KnownHostFileSystem, str]:
    """Return the file system of a URL such as ``sftp://name@host/folder``, and the folder."""
    given = KnownHostFileSystem._get_kwargs_from_urls(url)
    return KnownHostFileSystem(**given), KnownHostFileSystem._strip_protocol(url)
