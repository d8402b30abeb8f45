"""Alternative texts of pictures (WCAG 1.1.1)."""

from __future__ import annotations

import re

_FILE_NAME = re.compile(
    r"""
    \S.*\.(?:jpe?g|png|gif|webp|avif|svg|hei[cf]|tiff?|bmp)
    | (?:img|dsc[nf]?|pxl|dji|mvi|p|image|foto|bilde|skjermbilde|screenshot)[-_ ]?[0-9][0-9_ .-]*
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_file_name(alt: str) -> bool:
    """Tell whether an alternative text is a file name, which does not describe the picture."""
    return _FILE_NAME.fullmatch(alt) is not None
