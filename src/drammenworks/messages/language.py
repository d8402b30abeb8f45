"""Which language to tell things in."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

SOURCE_LANGUAGE = "nb"
"""What the program is written in, and what is spoken when nothing else is asked for."""
ENGLISH = "en"
LANGUAGES = (SOURCE_LANGUAGE, ENGLISH)

VARIABLE = "DRAMMENWORKS_LANG"
"""The environment variable that chooses for this program alone."""

_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""POSIX.1-2024, 8.2: the first one that is set and not empty decides."""

_NEAREST = {"nb": "nb", "nn": "nb", "no": "nb", "en": "en"}
"""The language of ours that is read most easily by those who read another."""


def choose_language(environment: Mapping[str, str], *, system: str | None = None) -> str:
    """Return the language of ours that an environment asks for, or else bokmål.

    A language that we do not have is passed over, as programs that use gettext do.

    :param system: the language of Windows, where the environment says nothing; looked up when None.
    """
    for asked in _asked(environment):
        if asked in _NEAREST:
            return _NEAREST[asked]
    if any(environment.get(name) for name in _LOCALE_VARIABLES):
        return SOURCE_LANGUAGE
    return _NEAREST.get(_language(_of_windows() if system is None else system), SOURCE_LANGUAGE)


def _asked(environment: Mapping[str, str]) -> Iterator[str]:
    yield _language(environment.get(VARIABLE, ""))
    decides = next(filter(None, map(environment.get, _LOCALE_VARIABLES)), "")
    # GNU gettext: LANGUAGE is a list in order of preference, and counts unless the locale is C.
    if _language(decides) not in ("", "c", "posix"):
        for preferred in environment.get("LANGUAGE", "").split(":"):
            yield _language(preferred)
    yield _language(decides)


def _language(locale: str) -> str:
    """``nb_NO.UTF-8`` and ``nb-NO`` → ``nb``."""
    return locale.replace("-", "_").partition("_")[0].partition(".")[0].strip().casefold()


def _of_windows() -> str:
    """Return the locale of the person's Windows, or nothing on other systems."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Neither is needed anywhere else.
        import locale  # noqa: PLC0415

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""
