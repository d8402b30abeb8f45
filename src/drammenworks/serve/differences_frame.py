"""What stands above the differences in a preview: what the preview is compared with, and how old that is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from drammenworks.diff.html_report import Frame
from drammenworks.errors import Phrase, Translate
from drammenworks.errors.phrase import plural
from drammenworks.pipeline.maintenance.public_revision import PublicRevision
from drammenworks.serve.public_sites import PublicState

_OLD = timedelta(days=3)
"""After that it is told that nobody has fetched what is published."""


def frame_of(
    state: PublicState, say: Translate, *, at: datetime | None, page: str, whole: str, is_waiting: bool
) -> Frame:
    """Return the frame of a comparison.

    :param at: what the clock of the preview is set to; None for now.
    :param page: the path of the page that is compared; empty when all are.
    :param whole: the URL of the page that tells of all.
    :param is_waiting: one of the two is not built yet.
    """
    problem = state.problem
    if not problem and state.pages is not None and state.pages.problem and state.is_current:
        problem = Phrase(
            "Den offentlige utgaven kan ikke bygges med dette programmet: {reason}",
            reason=state.pages.problem,
        )
    ways = [(say(Phrase("Tilbake til siden")), page), (say(Phrase("Alle sider som er annerledes")), whole)]
    return Frame(
        title=say(
            Phrase("Hva er annerledes på denne siden?")
            if page
            else Phrase("Hva er annerledes enn på det offentlige nettstedet?")
        ),
        about=tuple(say(line) for line in _about(state.revision, at)) if state.revision is not None else (),
        alerts=tuple(say(line) for line in _alerts(state)),
        problem=say(problem) if problem else "",
        nothing=say(_nothing(page, is_waiting=is_waiting)),
        ways=tuple(ways) if _is_path(page) else (),
    )


def _is_path(page: str) -> bool:
    """Tell whether a link to a path stays on its site: anybody may make a link to this page."""
    return page.startswith("/") and page[1:2] not in ("/", "\\") and page.isprintable()


def _nothing(page: str, *, is_waiting: bool) -> str:
    if is_waiting:
        return Phrase("Bygger det offentlige nettstedet for å sammenligne. Siden kommer av seg selv.")
    if page:
        return Phrase("Siden er som på det offentlige nettstedet.")
    return Phrase("Ingenting er annerledes enn på det offentlige nettstedet.")


def _about(revision: PublicRevision, at: datetime | None) -> Iterator[str]:
    values = {"moment": _format(revision.changed_at), "commit": revision.commit[:7]}
    if revision.is_remote:
        yield Phrase("Sammenlignet med {name} fra {moment} ({commit}).", name=revision.name, **values)
    elif revision.name == "HEAD":
        yield Phrase("Sammenlignet med det som sist ble lagret i git, {moment} ({commit}).", **values)
    else:
        yield Phrase(
            "Sammenlignet med grenen {name} på denne maskinen, fra {moment} ({commit}).",
            name=revision.name,
            **values,
        )
    if at is not None:
        yield Phrase("Begge vises slik de er {moment}.", moment=_format(at))
    yield Phrase("Last siden på nytt når du har lagret noe mer.")


def _alerts(state: PublicState) -> Iterator[str]:
    revision = state.revision
    if revision is None:
        return
    if state.has_pages and not state.is_current and not state.problem:
        yield Phrase(
            "Det offentlige nettstedet er endret, og bygges på nytt. Dette er forskjellene fra slik det var "
            "før. Last siden på nytt om litt."
        )
    if revision.is_cut:
        yield Phrase(
            "Historien i git er ikke hentet helt, så det andre har endret i mellomtiden, kan stå her som om "
            "du hadde tatt det bort. Kjør «git fetch --unshallow»."
        )
    if revision.behind:
        yield plural(
            "{number} nyere endring på {name} er ikke hentet inn i mappen din ennå, og er ikke med her.",
            "{number} nyere endringer på {name} er ikke hentet inn i mappen din ennå, og er ikke med her.",
            revision.behind,
            name=revision.name,
        )
    if not revision.is_remote:
        yield Phrase(
            "Ingenting er hentet fra GitHub til denne mappen, så det er ikke sikkert at dette er det som er "
            "publisert."
        )
    elif revision.fetched_at is not None:
        age = datetime.now().astimezone() - revision.fetched_at
        if age >= _OLD:
            yield Phrase(
                "Det er {number} dager siden det sist ble hentet fra GitHub. Kjør «git fetch» for å "
                "sammenligne med det nyeste.",
                number=age.days,
            )


def _format(moment: datetime) -> str:
    return f"{moment:%d.%m.%Y %H:%M}"
