"""The pictures of Drammen Works, in the order they are listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from illustrations.drammen_works import factory, growth, laboratory, river, rooms, together, town
from illustrations.scene import Scene

PICTURES: Final[dict[str, Callable[[Scene], None]]] = {
    "elva": river.elva,
    "bybrua": river.bybrua,
    "fabrikken": factory.fabrikken,
    "naeringsvekst": river.naeringsvekst,
    "internasjonale-drammen": rooms.internasjonale_drammen,
    "mentorpar": together.mentorpar,
    "livskraftige-tettsteder": town.livskraftige_tettsteder,
    "frokostmote": rooms.frokostmote,
    "studietur": together.studietur,
    "grunderhus": town.grunderhus,
    "arsrapport-2017": growth.arsrapport_2017,
    "helse": laboratory.helse,
    "reiseliv": river.reiseliv,
    "eiendom": growth.eiendom,
    "video-mentorordningen": together.video_mentorordningen,
    "video-naeringsvekst": together.video_naeringsvekst,
}
