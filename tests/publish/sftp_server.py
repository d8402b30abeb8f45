"""A host with SFTP for tests: a folder of this machine, behind a key and a password."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path
from typing import Any

import paramiko

PASSWORD = "hemmelig123"


class _Login(paramiko.ServerInterface):
    def check_auth_password(self, username: str, password: str) -> int:
        return paramiko.AUTH_SUCCESSFUL if password == PASSWORD else paramiko.AUTH_FAILED

    def get_allowed_auths(self, username: str) -> str:
        return "password"

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED


class _Handle(paramiko.SFTPHandle):
    def __init__(self, flags: int, file: Any) -> None:
        super().__init__(flags)
        self.readfile = self.writefile = file

    def stat(self) -> Any:
        return paramiko.SFTPAttributes.from_stat(os.fstat(self.readfile.fileno()))


class _Files(paramiko.SFTPServerInterface):
    root = Path()
    is_old = False
    """Whether it has no words of OpenSSH's own."""

    def _path(self, path: str) -> Path:
        return self.root / self.canonicalize(path).lstrip("/")

    def list_folder(self, path: str) -> Any:
        try:
            found = []
            for entry in self._path(path).iterdir():
                attributes = paramiko.SFTPAttributes.from_stat(entry.stat())
                attributes.filename = entry.name
                found.append(attributes)
            return found
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)

    def stat(self, path: str) -> Any:
        try:
            return paramiko.SFTPAttributes.from_stat(self._path(path).stat())
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)

    lstat = stat

    def open(self, path: str, flags: int, attr: Any) -> Any:
        try:
            handle = os.open(self._path(path), flags, 0o644)
            return _Handle(flags, os.fdopen(handle, "wb" if flags & os.O_WRONLY else "rb"))
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)

    def _try(self, act: Any) -> int:
        try:
            act()
        except OSError as error:
            return int(paramiko.SFTPServer.convert_errno(error.errno))
        return int(paramiko.SFTP_OK)

    def remove(self, path: str) -> int:
        return self._try(self._path(path).unlink)

    def rename(self, oldpath: str, newpath: str) -> int:
        if self._path(newpath).exists():
            return int(paramiko.SFTP_FAILURE)
        return self._try(lambda: self._path(oldpath).replace(self._path(newpath)))

    def posix_rename(self, oldpath: str, newpath: str) -> int:
        if self.is_old:
            return int(paramiko.SFTP_OP_UNSUPPORTED)
        return self._try(lambda: self._path(oldpath).replace(self._path(newpath)))

    def mkdir(self, path: str, attr: Any) -> int:
        return self._try(self._path(path).mkdir)

    def rmdir(self, path: str) -> int:
        return self._try(self._path(path).rmdir)


class SftpServer:
    """The host, from ``with`` to its end."""

    def __init__(self, folder: Path, key: paramiko.PKey) -> None:
        self.files = type("_FilesHere", (_Files,), {"root": folder})
        self._key = key
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._transports: list[paramiko.Transport] = []
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> SftpServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()
        for transport in self._transports:
            transport.close()

    def url(self, path: str, password: str = PASSWORD) -> str:
        """Return the target of a folder on the host."""
        return f"sftp://ola:{password}@127.0.0.1:{self.port}/{path}"

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            transport = paramiko.Transport(connection)
            transport.add_server_key(self._key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, self.files)
            self._transports.append(transport)
            try:
                transport.start_server(server=_Login())
            except (paramiko.SSHException, EOFError, OSError):
                transport.close()
