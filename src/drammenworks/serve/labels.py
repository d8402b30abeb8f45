"""The fixed texts of the toolbar and the error overlay in a local preview."""

from __future__ import annotations

from collections.abc import Mapping

from drammenworks.errors import Phrase
from drammenworks.preview.labels import TOOLBAR_LABELS

LABELS: Mapping[str, str] = {
    **TOOLBAR_LABELS,
    "clock": Phrase("Vis nettstedet på en annen dato"),
    "clock_set": Phrase("Vis"),
    "clock_now": Phrase("Nå"),
    "focal": Phrase("Velg motiv i bilde"),
    "focal_help": Phrase("Klikk på det viktigste i et bilde. Avslutt med Esc."),
    "focal_saved": Phrase("Motivet er lagret."),
    "failed": Phrase("Det gikk ikke."),
    "lost": Phrase("Forhåndsvisningen svarer ikke. Den kobler til igjen av seg selv."),
    "trouble": Phrase("Siden vises slik den var før den siste endringen"),
    "trouble_what": Phrase("Rett dette, og lagre. Siden oppdateres av seg selv."),
    "trouble_more": Phrase("I tillegg er det flere feil. Rett disse først."),
    "close": Phrase("Lukk"),
    "open_trouble": Phrase("Vis feilene"),
    "line": Phrase("Linje"),
}
