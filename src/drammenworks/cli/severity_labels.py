"""How the severity of a finding is written."""

from __future__ import annotations

from drammenworks.errors import Phrase, Severity

SEVERITY_LABELS = {
    Severity.ERROR: Phrase("feil"),
    Severity.WARNING: Phrase("advarsel"),
    Severity.INFO: Phrase("merknad"),
}
