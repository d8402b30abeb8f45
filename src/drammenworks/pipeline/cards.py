"""Draw the social cards that pages want, in workers; take the others as they were drawn before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from drammenworks.config import Theme
from drammenworks.engine.pool import Pool
from drammenworks.errors import Finding, Location
from drammenworks.images.cards.card import Card
from drammenworks.images.cards.design import CardDesign, CardFont, make_design
from drammenworks.images.encoded_files import EncodedFile, EncodedFileCache
from drammenworks.pipeline.options import Options, Progress

_CHUNK = 4
"""Cards to a worker at a time."""


@dataclass(slots=True)
class Cards:
    """What the wave of drawing did."""

    files: dict[Card, EncodedFile]
    findings: list[Finding]
    drawn: int = 0
    reused: int = 0


@dataclass(frozen=True, slots=True)
class ThemeCards:
    """The cards of a theme: their design, and where its templates are."""

    design: CardDesign
    sources: Mapping[str, str]
    """The file of each template, by its name, from the project's root."""


def cards_of_theme(theme: Theme, drawings: Mapping[str, str], root: Path) -> ThemeCards | None:
    """Return how a theme draws its cards, or None for a theme that has none."""
    fonts: dict[str, CardFont] = {
        part: CardFont(font.upright, font.typeface.axes) for part, font in theme.fonts.items()
    }
    templates = {name: template.data for name, template in theme.templates.items()}
    design = make_design(templates.items(), drawings, fonts)
    if design is None:
        return None
    sources = {name: theme.templates[name].path.relative_to(root).as_posix() for name, _ in design.templates}
    return ThemeCards(design, sources)


def draw_cards(
    cards: Iterable[Card],
    themes: Iterable[ThemeCards | None],
    options: Options,
    pool: Pool,
    progress: Progress,
) -> Cards:
    """Return a file for every card, and what is wrong with those that could not be drawn.

    :param themes: those that the cards are designed by.
    """
    kept = EncodedFileCache(options.cache / "images")
    result = Cards({}, [])
    waiting = []
    for card in dict.fromkeys(cards):
        file = kept.find(card)
        if file is None:
            waiting.append(card)
        else:
            result.files[card] = file
            result.reused += 1
    if not waiting:
        return result
    # Loaded only when it is needed: Pillow and the shaping of text take a tenth of a second.
    from drammenworks.pipeline.card_drawing import Draw  # noqa: PLC0415

    designs = {theme.design.digest: theme for theme in themes if theme is not None}
    done = 0
    found: dict[int, Finding] = {}
    for drawn in pool.map(Draw(designs, options.root, kept), waiting, chunk=_CHUNK):
        for position, made in drawn:
            if isinstance(made, Finding):
                found[position] = made
            else:
                result.files[waiting[position]] = made
        done += len(drawn)
        progress("tegner delingskort", done, len(waiting))
    # One fault in a picture or a template fails many cards; the first of them is told of.
    told: dict[tuple[Location, object], Finding] = {}
    for position in sorted(found):
        finding = found[position]
        told.setdefault((finding.location, dict(finding.params)["reason"]), finding)
    result.findings += told.values()
    result.drawn = len(waiting) - len(found)
    return result
