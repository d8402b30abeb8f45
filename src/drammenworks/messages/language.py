"""Choose the language of messages."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

SOURCE_LANGUAGE = "nb"
"""The language of the program's messages, and the default."""
ENGLISH = "en"
LANGUAGES = (SOURCE_LANGUAGE, ENGLISH)

VARIABLE = "DRAMMENWORKS_LANG"
"""The environment variable for this program alone."""

_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""POSIX.1-2024, 8.2: the first that is set and not empty decides."""

_NEAREST = {"nb": "nb", "nn": "nb", "no": "nb", "en": "en"}
"""Language → the supported language that its readers understand best."""


def choose_language(environment: Mapping[str, str], *, system: str | None = None) -> str:
    """Return the supported language that an environment selects, by default bokmål.

    Unsupported languages are skipped, as gettext does.

    :param system: the language of Windows, used when the environment sets none; looked up if None.
    """
    for preferred in _preferred_languages(environment):
        if preferred in _NEAREST:
            return _NEAREST[preferred]
    if any(environment.get(name) for name in _LOCALE_VARIABLES):
        return SOURCE_LANGUAGE
    return _NEAREST.get(_language(_windows_locale() if system is None else system), SOURCE_LANGUAGE)


def _preferred_languages(environment: Mapping[str, str]) -> Iterator[str]:
    yield _language(environment.get(VARIABLE, ""))
    locale = next(filter(None, map(environment.get, _LOCALE_VARIABLES)), "")
    # GNU gettext: LANGUAGE is a list in order of preference, and counts unless the locale is C.
    if _language(locale) not in ("", "c", "posix"):
        for preferred in environment.get("LANGUAGE", "").split(":"):
            yield _language(preferred)
    yield _language(locale)


def _language(locale: str) -> str:
    """``nb_NO.UTF-8`` and ``nb-NO`` → ``nb``."""
    return locale.replace("-", "_").partition("_")[0].partition(".")[0].strip().casefold()


def _windows_locale() -> str:
    """Return the locale of Windows, or "" on other systems."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Needed on Windows alone.
        import locale  # noqa: PLC0415

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""
