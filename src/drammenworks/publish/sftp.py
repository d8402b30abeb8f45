"""Hosts with SFTP, through fsspec, to none but hosts that are known.

The file system of fsspec accepts any key that a host shows. Whoever stands between us and the host would get
the password, and decide what is public.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

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

    def mv(self, old: str, new: str, **_: object) -> None:
        """Rename a file, so that a reader finds the old one or the new one.

        Servers that have not heard of OpenSSH replace no file; there a reader may find none for a moment.
        """
        try:
            self.ftp.posix_rename(old, new)
        except OSError as error:
            if "unsupported" not in str(error).casefold():
                raise
            if self.exists(new):
                self.ftp.remove(new)
            self.ftp.rename(old, new)


def connect(url: str) -> tuple[KnownHostFileSystem, str]:
    """Return the file system of a URL such as ``sftp://name@host/folder``, and the folder.

    The host may be one that ``~/.ssh/config`` has a name for, as for ssh itself.
    """
    given = KnownHostFileSystem._get_kwargs_from_urls(url)
    options = _configured(given["host"]) | {name: value for name, value in given.items() if name != "host"}
    return KnownHostFileSystem(**options), KnownHostFileSystem._strip_protocol(url)


def _configured(host: str) -> dict[str, Any]:
    """Return what the settings of ssh say of a host, as paramiko takes it."""
    file = Path.home() / ".ssh" / "config"
    if not file.is_file():
        return {"host": host}
    found = paramiko.SSHConfig.from_path(str(file)).lookup(host)
    options: dict[str, Any] = {"host": found.get("hostname", host)}
    if "user" in found:
        options["username"] = found["user"]
    if "port" in found:
        options["port"] = int(found["port"])
    if "identityfile" in found:
        options["key_filename"] = found["identityfile"]
    return options
