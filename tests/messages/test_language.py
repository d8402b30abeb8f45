"""Which language people are spoken to in."""

from __future__ import annotations

import pytest

from drammenworks.messages import choose_language


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "nb"),
        ({"DRAMMENWORKS_LANG": "en"}, "en"),
        ({"DRAMMENWORKS_LANG": "nb", "LANG": "en_GB.UTF-8"}, "nb"),
        ({"DRAMMENWORKS_LANG": "xx"}, "nb"),
        ({"DRAMMENWORKS_LANG": "xx", "LANG": "en_GB.UTF-8"}, "en"),
        ({"DRAMMENWORKS_LANG": "EN-us"}, "en"),
        ({"DRAMMENWORKS_LANG": ""}, "nb"),
        ({"DRAMMENWORKS_LANG": "\x1b[2J/../../en"}, "nb"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "nn_NO.UTF-8"}, "nb"),
        ({"LANG": "no"}, "nb"),
        ({"LANG": "de_DE.UTF-8"}, "nb"),
        ({"LANG": "C"}, "nb"),
        ({"LANG": "C.UTF-8"}, "nb"),
        ({"LANG": "POSIX", "LANGUAGE": "en"}, "nb"),
        ({"LC_ALL": "nb_NO.UTF-8", "LANG": "en_US.UTF-8"}, "nb"),
        ({"LC_ALL": "", "LC_MESSAGES": "en_GB", "LANG": "nb_NO"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:en:nb"}, "en"),
    ],
)
def test_the_environment_decides(environment: dict[str, str], expected: str) -> None:
    """Our own variable first, then the system's as gettext reads them, then bokmål."""
    assert expected == choose_language(environment, system="")


def test_windows_decides_when_the_environment_sets_no_language() -> None:
    """It has no LANG; but where there is one, that was set on purpose."""
    assert choose_language({}, system="en_US") == "en"
    assert choose_language({"LANG": "C"}, system="en_US") == "nb"
    assert choose_language({"DRAMMENWORKS_LANG": "nb"}, system="en_US") == "nb"
