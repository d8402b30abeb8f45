"""The results of link checks, and their findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.rules import external as rules


class LinkStatus(StrEnum):
    """The outcome of a link check."""

    OK = "fine"
    MOVED = "moved"
    """Moved permanently, to ``detail``."""
    GONE = "gone"
    """Status 404 or 410, in ``detail``."""
    NO_HOST = "no-host"
    """The host name ``detail`` does not exist."""
    BAD_CERTIFICATE = "bad-certificate"
    REFUSED = "refused"
    """The connection is refused or closed."""
    REDIRECT_LOOP = "circle"
    """A redirect loop, or too many redirects."""
    INVALID_URL = "bad-address"
    TIMEOUT = "slow"
    """No response within ``detail`` seconds."""
    HTTP_ERROR = "status"
    """Another error status, in ``detail``: the server rejects checks, or has a temporary error."""
    INVALID_RESPONSE = "garbled"
    """The response is not HTTP."""
    OFFLINE = "offline"
    """This machine is offline, or cannot look up names."""

    @property
    def is_working(self) -> bool:
        """Whether the link works for readers."""
        return self in (LinkStatus.OK, LinkStatus.MOVED)


@dataclass(frozen=True, slots=True)
class LinkResult:
    """The result of a link check."""

    status: LinkStatus
    detail: str = ""


def link_finding(result: LinkResult, url: str, location: Location) -> Finding | None:
    """Return the finding of a link, if any."""
    detail = result.detail
    match result.status:
        case LinkStatus.OK:
            return None
        case LinkStatus.MOVED:
            return rules.MOVED.at(location, url=url, target=detail)
        case LinkStatus.GONE:
            return rules.GONE.at(location, url=url, status=detail)
        case LinkStatus.NO_HOST:
            reason = Phrase("det finnes ikke noe nettsted som heter {host}", host=detail)
        case LinkStatus.BAD_CERTIFICATE:
            reason = Phrase("nettstedets sertifikat er ikke gyldig, så nettlesere advarer mot det")
        case LinkStatus.REFUSED:
            reason = Phrase("nettstedet tar ikke imot")
        case LinkStatus.REDIRECT_LOOP:
            reason = Phrase("den sender leseren i ring")
        case LinkStatus.INVALID_URL:
            reason = Phrase("adressen kan ikke leses")
        case LinkStatus.TIMEOUT:
            reason = Phrase("det kom ikke noe svar på {seconds} sekunder", seconds=detail)
            return rules.UNCHECKED.at(location, url=url, reason=reason)
        case LinkStatus.HTTP_ERROR:
            reason = Phrase("nettstedet svarte {status}", status=detail)
            return rules.UNCHECKED.at(location, url=url, reason=reason)
        case LinkStatus.INVALID_RESPONSE:
            reason = Phrase("svaret kan ikke forstås")
            return rules.UNCHECKED.at(location, url=url, reason=reason)
        case LinkStatus.OFFLINE:
            reason = Phrase("maskinen kommer ikke på nett")
            return rules.UNCHECKED.at(location, url=url, reason=reason)
    return rules.UNREACHABLE.at(location, url=url, reason=reason)
