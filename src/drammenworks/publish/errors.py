"""Why a site could not be published, in words for whoever published it; no secret is in them.

PublishError                 root
├── StoreError               the target cannot be read or written
├── DamagedManifestError     what the target says is published cannot be trusted
└── RefusedError             publishing would do what nobody has asked for
"""

from __future__ import annotations

import errno
import os
import re
from typing import Final

from drammenworks.errors import DrammenworksError, Phrase

_PASSWORD = re.compile(r"(?<=://)[^/@\s:]*:\S*@|(?<=://)[^/@\s:]{20,}@|(?<![^\s\"'«(])[^/@\s:\"']+:[^/@\s]+@")
"""A password before a host, also one with / or @ in it, or a token in place of a name; libraries name what is
before a path without its scheme."""
_QUERY = re.compile(r"(?<=\?)\S*(?:sig|signature|token|key|secret|credential)=\S*", re.IGNORECASE)
_SECRET_NAMES: Final = (
    "SECRET",
    "TOKEN",
    "PASSWORD",
    "ACCESS_KEY",
    "ACCOUNT_KEY",
    "_SAS",
    "CONNECTION_STRING",
)
_SHORTEST_SECRET = 8
"""Characters; what is shorter could be a part of any word."""
_LONGEST = 300
"""Characters of what another program says."""


class PublishError(DrammenworksError):
    """A site could not be published."""


class StoreError(PublishError):
    """A target cannot be read or written."""


class DamagedManifestError(PublishError):
    """What a target says is published is damaged, or was written by somebody else."""


class RefusedError(PublishError):
    """Publishing would do what nobody has asked for."""


def without_secrets(text: str) -> str:
    """Return a text without passwords in URLs, and without the values of variables that hold secrets."""
    text = _QUERY.sub("***", _PASSWORD.sub(r"***@", text))
    for name, value in os.environ.items():
        if len(value) >= _SHORTEST_SECRET and any(part in name.upper() for part in _SECRET_NAMES):
            text = text.replace(value, "***")
    return text


def store_error(error: BaseException, target: str) -> StoreError:
    """Return what a file system, or the library of a store, has raised, in words for people."""
    return StoreError(
        Phrase("Kan ikke publisere til {target}: {reason}", target=target, reason=_reason(error))
    )


def git_error(said: str, target: str) -> StoreError:
    """Return what git said when it failed, in words for people."""
    folded = said.casefold()
    reason = next((reason for signs, reason in _GIT_REASONS if any(sign in folded for sign in signs)), None)
    return StoreError(
        Phrase(
            "Kan ikke publisere til {target}: {reason}",
            target=target,
            reason=reason or Phrase("git sier: {said}", said=_short(said)),
        )
    )


_ACCESS = Phrase("du har ikke lov til å skrive der. Be den som eier målet, om skrivetilgang.")
_SIGN_IN = Phrase(
    "målet godtok ikke påloggingen. Se etter at nøklene eller passordet er satt, er riktige og ikke er "
    "utløpt."
)
_NETWORK = Phrase("målet svarer ikke. Se etter at adressen er riktig og at nettet virker, og prøv igjen.")
_MISSING = Phrase("det finnes ikke. Lag bøtten, mappen eller depotet først, og se etter skrivefeil i navnet.")
_FULL = Phrase("det er ikke mer plass der. Frigjør plass, og prøv igjen; det som er lagt ut, er helt.")
_READ_ONLY = Phrase("det er skrivebeskyttet. Gi skrivetilgang, og prøv igjen.")
_OCCUPIED = Phrase("der ligger det en fil der det må være en mappe, eller omvendt. Flytt den, og prøv igjen.")
_HOST_KEY = Phrase(
    "verten har en nøkkel som ikke er kjent her. Logg inn med ssh én gang, se etter at nøkkelen er den "
    "riktige, og godta den."
)
_PROTECTED = Phrase("grenen er beskyttet. La den som publiserer, skrive til den, eller velg en annen gren.")

_BY_NUMBER: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _ACCESS,
    errno.EPERM: _ACCESS,
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _OCCUPIED,
    errno.EISDIR: _OCCUPIED,
    errno.EEXIST: _OCCUPIED,
    errno.ECONNREFUSED: _NETWORK,
    errno.EHOSTUNREACH: _NETWORK,
    errno.ENETUNREACH: _NETWORK,
    errno.ETIMEDOUT: _NETWORK,
}

_BY_NAME: Final = {
    # botocore, google-auth, azure-core, paramiko: none of them is imported unless it is used.
    "NoCredentialsError": _SIGN_IN,
    "PartialCredentialsError": _SIGN_IN,
    "CredentialRetrievalError": _SIGN_IN,
    "TokenRetrievalError": _SIGN_IN,
    "ProfileNotFound": _SIGN_IN,
    "DefaultCredentialsError": _SIGN_IN,
    "RefreshError": _SIGN_IN,
    "ClientAuthenticationError": _SIGN_IN,
    "AuthenticationException": _SIGN_IN,
    "PasswordRequiredException": _SIGN_IN,
    "BadHostKeyException": _HOST_KEY,
    "UnknownHostKeyError": _HOST_KEY,
    "ResourceNotFoundError": _MISSING,
    "NoSuchBucket": _MISSING,
    "HTTPClientError": _NETWORK,
    "EndpointConnectionError": _NETWORK,
    "ClientConnectionError": _NETWORK,
    "ServiceRequestError": _NETWORK,
    "TransportError": _NETWORK,
    "NoValidConnectionsError": _NETWORK,
    "SSHException": _NETWORK,
    "gaierror": _NETWORK,
    "FSTimeoutError": _NETWORK,
    "TimeoutError": _NETWORK,
    "ConnectionError": _NETWORK,
}

_BY_WORD: Final = (
    (("expiredtoken", "token has expired", "invalidaccesskeyid", "signaturedoesnotmatch"), _SIGN_IN),
    (("invalid access key", "request signature we calculated", "security token"), _SIGN_IN),
    (("accessdenied", "access denied", "forbidden", "permission denied"), _ACCESS),
    (("nosuchbucket", "bucket does not exist"), _MISSING),
    (("no space left", "quota", "entitytoolarge"), _FULL),
)

_GIT_REASONS: Final = (
    (("protected branch", "gh006", "pre-receive hook declined", "hook declined"), _PROTECTED),
    (("authentication failed", "could not read username", "could not read password"), _SIGN_IN),
    (("invalid username or", "publickey", "bad credentials"), _SIGN_IN),
    (("permission to", "403", "unable to write", "insufficient permission", "read-only"), _ACCESS),
    (("host key verification failed",), _HOST_KEY),
    (("could not resolve host", "failed to connect", "couldn't connect"), _NETWORK),
    (("connection timed out", "connection refused", "connection reset", "network is unreachable"), _NETWORK),
    (("repository not found", "does not appear to be a git repository", "does not exist"), _MISSING),
    (("no space left", "quota exceeded"), _FULL),
)


def _reason(error: BaseException) -> Phrase:
    text = str(error)
    folded = text.casefold()
    if (
        by_word := next((reason for signs, reason in _BY_WORD if any(s in folded for s in signs)), None)
    ) is not None:
        return by_word
    names = (kind.__name__ for kind in type(error).__mro__)
    if (by_name := next((_BY_NAME[name] for name in names if name in _BY_NAME), None)) is not None:
        return by_name
    if isinstance(error, OSError):
        if error.errno in _BY_NUMBER:
            return _BY_NUMBER[error.errno]
        if isinstance(error, PermissionError):
            return _ACCESS
        if isinstance(error, FileNotFoundError):
            return _MISSING
    return Phrase("{kind}: {said}", kind=type(error).__name__, said=_short(text))


def _short(said: str) -> str:
    text = without_secrets(" ".join(said.split()))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
