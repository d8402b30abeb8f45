"""Draw the social cards that pages show, in workers; those in the cache are not drawn again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from drammenworks.engine.pool import Pool
from drammenworks.errors import Finding, Location
from drammenworks.images.cards.card import Card
from drammenworks.images.encoded_files import EncodedFile, EncodedFileCache
from drammenworks.outputs.card_designs import ThemeCards
from drammenworks.pipeline.options import Options, Progress

_CHUNK = 4
"""Cards to a worker at a time."""


@dataclass(slots=True)
class Cards:
    """The files of social cards, and what was wrong with others."""

    files: dict[Card, EncodedFile]
    findings: list[Finding]
    drawn: int = 0
    reused: int = 0


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
    cache = EncodedFileCache(options.cache / "images")
    result = Cards({}, [])
    waiting = []
    for card in dict.fromkeys(cards):
        file = cache.find(card)
        if file is None:
            waiting.append(card)
        else:
            result.files[card] = file
            result.reused += 1
    if not waiting:
        return result
    # Loaded only when it is needed: Pillow and the shaping of text take a tenth of a second.
    from drammenworks.pipeline.card_drawing import CardTask  # noqa: PLC0415

    designs = {theme.design.digest: theme for theme in themes if theme is not None}
    done = 0
    found: dict[int, Finding] = {}
    for drawn in pool.map(CardTask(designs, options.root, cache), waiting, chunk=_CHUNK):
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
