"""The fixed texts of the toolbar."""

from __future__ import annotations

from collections.abc import Mapping

from drammenworks.errors import Phrase

TOOLBAR_LABELS: Mapping[str, str] = {
    "lang": Phrase("nb"),
    "preview": Phrase("Forhåndsvisning"),
    "show": Phrase("Vis linjen for forhåndsvisning"),
    "hide": Phrase("Skjul"),
    "sites": Phrase("Nettsted"),
    "languages": Phrase("Språk"),
    "edit": Phrase("Åpne i redigering"),
    "differences": Phrase("Sammenlign med det publiserte"),
    "content": Phrase("Alt innhold"),
    "settings": Phrase("Åpne nettstedets oppsett"),
    "findings": Phrase("Funn på siden"),
    "remarks": Phrase("Merknader til teksten"),
    "error": Phrase("Feil"),
    "warning": Phrase("Advarsel"),
    "info": Phrase("Merknad"),
    "remark": Phrase("Merknad"),
}
