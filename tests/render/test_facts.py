"""Which questions a small change may answer otherwise."""

from __future__ import annotations

import re

from drammenworks.render.facts import OF_TEXTS, OF_THEMES, Facts

OF_NEITHER = frozenset(
    {
        "alternates",
        "best",
        "breadcrumbs",
        "canonical",
        "feed",
        "file",
        "link",
        "list",
        "menu",
        "meta",
        "over",
        "page",
        "past",
        "path",
        "picture",
        "published",
        "section",
        "site",
        "table",
        "upcoming",
    }
)
"""Those that follow from fields, files, settings and the clock."""


def test_every_question_is_of_a_kind() -> None:
    """A new question is said to depend on texts, on themes, or on neither; a preview asks no more than that."""
    questions = {
        name.removeprefix("_")
        for name, method in vars(Facts).items()
        if re.fullmatch("_[a-z][a-z_]*", name) and callable(method)
    }
    assert questions == OF_TEXTS | OF_THEMES | OF_NEITHER
