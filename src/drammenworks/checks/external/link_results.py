"""What became of a link to another website, and how that is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.rules import external as rules


class LinkStatus(StrEnum):
    """How the other website answered."""

    FINE = "fine"
    MOVED = "moved"
    """It moved for good, to ``detail``."""
    GONE = "gone"
    """404 or 410, which is ``detail``."""
    NO_HOST = "no-host"
    """Nobody knows the name ``detail``."""
    BAD_CERTIFICATE = "bad-certificate"
    REFUSED = "refused"
    """Nothing listens there, or it hung up."""
    CIRCLE = "circle"
    """It redirects to itself, or from place to place without end."""
    BAD_ADDRESS = "bad-address"
    SLOW = "slow"
    """It did not answer within ``detail`` seconds."""
    STATUS = "status"
    """Another status, ``detail``: it does not want to be asked, or has a bad day."""
    GARBLED = "garbled"
    """The answer is no HTTP."""
    OFFLINE = "offline"
    """No website at all answered; it is our own connection."""

    @property
    def is_good(self) -> bool:
        """Tell whether readers get where they want."""
        return self in (LinkStatus.FINE, LinkStatus.MOVED)


@dataclass(frozen=True, slots=True)
class LinkResult:
    """What became of a link."""

    outcome: LinkStatus
    detail: str = ""


def link_finding(verdict: LinkResult, url: str, location: Location) -> Finding | None:
    """Return what to tell of a link, if anything."""
    detail = verdict.detail
    match verdict.outcome:
        case LinkStatus.FINE:
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
        case LinkStatus.CIRCLE:
            reason = Phrase("den sender leseren i ring")
        case LinkStatus.BAD_ADDRESS:
            reason = Phrase("adressen kan ikke leses")
        case LinkStatus.SLOW:
            reason = Phrase("det kom ikke noe svar på {seconds} sekunder", seconds=detail)
            return rules.UNCHECKED.at(location, url=url, reason=reason)
        case LinkStatus.STATUS:
            reason = Phrase("nettstedet svarte {status}", status=detail)
            return rules.UNCHECKED.at(location, url=url, reason=reason)
        case LinkStatus.GARBLED:
            reason = Phrase("svaret kan ikke forstås")
            return rules.UNCHECKED.at(location, url=url, reason=reason)
        case LinkStatus.OFFLINE:
            reason = Phrase("ingen nettsteder svarer, så maskinen er kanskje ikke på nett")
            return rules.UNCHECKED.at(location, url=url, reason=reason)
    return rules.UNREACHABLE.at(location, url=url, reason=reason)
