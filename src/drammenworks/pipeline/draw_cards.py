"""Draw the social cards that pages show, in workers; those in the cache are not drawn again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from drammenworks.engine.pool import Pool, worth_its_start
from drammenworks.errors import Finding, Location
from drammenworks.images.cards.card import Card
from drammenworks.images.encoded_files import EncodedFile, EncodedFileCache
from drammenworks.outputs.theme_cards import ThemeCards
from drammenworks.pipeline.options import Options, Progress

_CHUNK = 16
"""The most cards to a worker at a time: 0.2 s of work."""


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
    files, waiting = _cached(cards, cache)
    result = Cards(files, [], reused=len(files))
    if not waiting:
        return result
    # Loaded only when it is needed: Pillow and the shaping of text take a tenth of a second.
    from drammenworks.pipeline.card_worker import CardTask  # noqa: PLC0415

    done = 0
    wrong: dict[Card, Finding] = {}
    jobs = list(_by_image(waiting))
    task = CardTask(_by_design(themes), options.root, cache)
    for results in worth_its_start(pool, len(waiting)).map(task, jobs, chunk=1):
        for position, drawn in results:
            for card, made in zip(jobs[position], drawn, strict=True):
                if isinstance(made, Finding):
                    wrong[card] = made
                else:
                    result.files[card] = made
            done += len(drawn)
        progress("tegner delingskort", done, len(waiting))
    result.findings += _first_of_each(wrong[card] for card in waiting if card in wrong)
    result.drawn = len(waiting) - len(wrong)
    return result


def check_cards(
    cards: Iterable[Card],
    themes: Iterable[ThemeCards | None],
    options: Options,
    pool: Pool,
    progress: Progress,
) -> list[Finding]:
    """Return what is wrong with cards, as :func:`draw_cards` does, and draw none."""
    _, waiting = _cached(cards, EncodedFileCache(options.cache / "images"))
    if not waiting:
        return []
    from drammenworks.pipeline.card_worker import CardCheck  # noqa: PLC0415

    done = 0
    wrong: dict[int, Finding] = {}
    task = CardCheck(_by_design(themes))
    for results in worth_its_start(pool, len(waiting)).map(task, waiting, chunk=_CHUNK):
        wrong |= {position: finding for position, finding in results if finding is not None}
        done += len(results)
        progress("sjekker delingskort", done, len(waiting))
    return _first_of_each(wrong[position] for position in sorted(wrong))


def _cached(cards: Iterable[Card], cache: EncodedFileCache) -> tuple[dict[Card, EncodedFile], list[Card]]:
    """Return the cards in the cache with their files, and the other cards."""
    files: dict[Card, EncodedFile] = {}
    waiting = []
    for card in dict.fromkeys(cards):
        file = cache.find(card)
        if file is None:
            waiting.append(card)
        else:
            files[card] = file
    return files, waiting


def _by_image(cards: Iterable[Card]) -> Iterable[Sequence[Card]]:
    """Yield the cards of each image together, since it is then decoded once."""
    in_order = sorted(cards, key=lambda card: (card.design, card.image.digest if card.image else ""))
    for _, group in groupby(in_order, key=lambda card: (card.design, card.image and card.image.digest)):
        same = list(group)
        yield from (same[start : start + _CHUNK] for start in range(0, len(same), _CHUNK))


def _by_design(themes: Iterable[ThemeCards | None]) -> Mapping[str, ThemeCards]:
    return {theme.design.digest: theme for theme in themes if theme is not None}


def _first_of_each(findings: Iterable[Finding]) -> list[Finding]:
    """Return one finding of each fault: one in an image or a template fails many cards."""
    first: dict[tuple[Location, object], Finding] = {}
    for finding in findings:
        first.setdefault((finding.location, dict(finding.params)["reason"]), finding)
    return list(first.values())
