"""What is asked of whoever makes a project or a site, as it may be answered."""

from __future__ import annotations

from coloraide import Color

from drammenworks.authoring.arguments import MAX_NAME, validate_title
from drammenworks.authoring.scaffold.palette import TEXT_CONTRAST, contrast, legible_with_white
from drammenworks.base.paths import reserved_name
from drammenworks.base.text.language_names import language_name
from drammenworks.base.text.slugs import slugify
from drammenworks.config.site import LANGUAGES
from drammenworks.errors import Phrase, UsageError
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.phrase import format_decimal

DEFAULT_COLOUR = "#1f4e6b"


def site_name(answer: str) -> str:
    """Return the name of a site on one line.

    :raises UsageError: if it cannot be a name.
    """
    return validate_title(answer)


def site_id(name: str) -> str:
    """Return the id of a site with this name: of its file, its theme and its folder in the output.

    :raises UsageError: if no valid one can be made of it.
    """
    found = slugify(name)[:MAX_NAME].strip("-")
    if not found or found == "base" or reserved_name(found) is not None:
        raise UsageError(Phrase("Av «{name}» kan det ikke lages et filnavn. Legg til et ord.", name=name))
    return found


def name_of_id(text: str) -> str:
    """Return a name for a site of which only the id was said: ``opplev-lier`` is Opplev Lier."""
    if text != slugify(text):
        return text
    return " ".join(word.capitalize() for word in text.split("-"))


def languages(answer: str) -> tuple[str, ...]:
    """Return the languages of a site, as ``nb,en`` names them; the first is that of originals.

    :raises UsageError: if one is unknown, or there is none.
    """
    codes = tuple(dict.fromkeys(code.strip().casefold() for code in answer.split(",") if code.strip()))
    names = ", ".join(f"{code} ({language_name(code)})" for code in LANGUAGES)
    if not codes:
        raise UsageError(Phrase("Nettstedet må ha et språk. Velg blant: {names}.", names=names))
    for code in codes:
        if code not in LANGUAGES:
            raise UsageError(
                Phrase(
                    "Språket «{lang}» finnes ikke her.{suggestion} Velg blant: {names}.",
                    lang=code,
                    suggestion=did_you_mean(code, LANGUAGES),
                    names=names,
                )
            )
    return codes


def colour(answer: str) -> str:
    """Return a colour as ``#rrggbb``.

    :raises UsageError: if it is none, or can be seen through.
    """
    try:
        found = Color(answer.strip())
    except ValueError:
        found = None
    if found is None or found.alpha() < 1:
        raise UsageError(
            Phrase(
                "«{colour}» er ikke en farge. Skriv den som «{example}».",
                colour=answer,
                example=DEFAULT_COLOUR,
            )
        )
    return found.convert("srgb").fit(method="oklch-chroma").to_string(hex=True)


def contrast_note(chosen: str) -> Phrase | None:
    """Return what is done about a colour that white words cannot be read on; None when they can."""
    mended = legible_with_white(chosen)
    ratio = contrast(chosen, "#ffffff")
    if ratio >= TEXT_CONTRAST:
        return None
    return Phrase(
        "Hvit tekst på {colour} har en kontrast på {ratio}:1, og {needed}:1 må til (WCAG 1.4.3). Knapper får "
        "{mended}, som er den nærmeste fargen som holder; lenker og tekst blir mørkere på samme måte.",
        colour=chosen,
        ratio=format_decimal(int(ratio * 10) / 10, 1),
        needed=format_decimal(TEXT_CONTRAST, 1),
        mended=mended,
    )
