"""The bar in a page that is built to be looked at elsewhere: the page holds what it shows.

It asks nobody for anything, so that any host of files will do, and the policy of pages allows it as it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from drammenworks.base.digests import digest_parts
from drammenworks.engine.artifact import Artifact
from drammenworks.errors import Translate
from drammenworks.outputs.assets import FOLDER
from drammenworks.preview.markup import BAR_SCRIPT, BAR_STYLE, CLIENT, at_the_end
from drammenworks.preview.words import BAR_WORDS

_START = "start.js"
_STATE_ID = "drammenworks-bar"


def client_files() -> tuple[Artifact, ...]:
    """Return what browsers need for the bar, under names that change with the bytes."""
    return tuple(Artifact(path, data) for path, data in _client().items())


def with_bar(html: bytes, state: Mapping[str, Any], say: Translate, href: Callable[[str], str]) -> bytes:
    """Return a page with its bar, as the last thing of its body.

    :param state: as :func:`bar.describe` returns it.
    :param href: returns the URL of a path under the site's root.
    """
    words = {name: say(word) for name, word in BAR_WORDS.items()}
    # Nothing in it can end the element that it stands in (HTML, 4.12.1.3).
    text = json.dumps({"words": words, **state}, ensure_ascii=False).replace("<", "\\u003c")
    start = next(path for path in _client() if path.endswith(_START))
    return at_the_end(
        html,
        f'<script type="application/json" id="{_STATE_ID}">{text}</script>\n'
        f'<script type="module" src="{href(f"/{start}")}"></script>\n',
    )


@cache
def _client() -> dict[str, bytes]:
    """Return the files by their paths; scripts and style sheet find each other in one folder."""
    files = {name: (CLIENT / name).read_bytes() for name in (BAR_SCRIPT, BAR_STYLE, _START)}
    folder = f"{FOLDER}/preview.{digest_parts(*files.values())[:10]}"
    return {f"{folder}/{name}": data for name, data in files.items()}
