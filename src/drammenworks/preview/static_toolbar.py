"""The toolbar of a preview that is built as files: each page contains the state that its toolbar shows.

The page sends no requests for it. So any host of static files works, and the page's own content security
policy allows it.
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
from drammenworks.preview.inject import CLIENT, TOOLBAR_SCRIPT, TOOLBAR_STYLE, inject_at_body_end
from drammenworks.preview.labels import TOOLBAR_LABELS

_START = "start.js"
_STATE_ID = "drammenworks-bar"


def toolbar_assets() -> tuple[Artifact, ...]:
    """Return the toolbar's scripts and style sheet, in a folder whose name is derived from their content."""
    return tuple(Artifact(path, data) for path, data in _assets().items())


def inject_toolbar(
    html: bytes, state: Mapping[str, Any], say: Translate, href: Callable[[str], str]
) -> bytes:
    """Return a page with its toolbar at the end of its body.

    :param state: as :func:`toolbar_state.toolbar_state` returns it.
    :param href: returns the URL of a path under the site's root.
    """
    labels = {name: say(label) for name, label in TOOLBAR_LABELS.items()}
    # The text must not contain the end tag of its element (HTML, 4.12.1.3).
    text = json.dumps({"words": labels, **state}, ensure_ascii=False).replace("<", "\\u003c")
    start = next(path for path in _assets() if path.endswith(_START))
    return inject_at_body_end(
        html,
        f'<script type="application/json" id="{_STATE_ID}">{text}</script>\n'
        f'<script type="module" src="{href(f"/{start}")}"></script>\n',
    )


@cache
def _assets() -> dict[str, bytes]:
    """Return the files by their paths; they are in one folder because they refer to each other by name."""
    files = {name: (CLIENT / name).read_bytes() for name in (TOOLBAR_SCRIPT, TOOLBAR_STYLE, _START)}
    folder = f"{FOLDER}/preview.{digest_parts(*files.values())[:10]}"
    return {f"{folder}/{name}": data for name, data in files.items()}
