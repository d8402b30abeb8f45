"""A value that is still to be chosen: a draft is shown without it, and anything else is not published."""

from __future__ import annotations

from typing import Any

import pytest

from drammenworks.base.validation import validate
from drammenworks.content.models import KINDS
from drammenworks.content.todo_markers import FILL_IN, with_examples
from drammenworks.errors import Location


@pytest.mark.parametrize(
    ("kind", "fields", "shown", "unchosen"),
    [
        ("place", {"name": "X", "category": FILL_IN}, {"name": "X", "category": "shop"}, [("category",)]),
        ("event", {"title": "X", "start": FILL_IN}, {"title": "X", "start": "2026-11-21 18:00"}, [("start",)]),
        ("report", {"title": "X", "year": FILL_IN}, {"title": "X", "year": "2026"}, [("year",)]),
        ("page", {"title": "X", "date": FILL_IN}, {"title": "X"}, [("date",)]),
        ("page", {"title": "X", "date": f"{FILL_IN}: dagen"}, {"title": "X"}, [("date",)]),
        ("page", {"title": "X", "sites": [FILL_IN]}, {"title": "X"}, [("sites", 0)]),
        ("page", {"title": "X", "sites": [FILL_IN, "a"]}, {"title": "X", "sites": ["a"]}, [("sites", 0)]),
        ("page", {"title": "X", "sites": [FILL_IN, FILL_IN]}, {"title": "X"}, [("sites", 0), ("sites", 1)]),
        ("page", {"title": "X", "seo": {"noindex": FILL_IN}}, {"title": "X", "seo": {}}, [("seo", "noindex")]),
        ("page", {"title": f"{FILL_IN}: noe", "tags": [FILL_IN]}, {"title": f"{FILL_IN}: noe", "tags": [FILL_IN]}, []),
        ("page", {"title": "X", "ukjent": FILL_IN}, {"title": "X", "ukjent": FILL_IN}, []),
        (
            "place",
            {"name": "X", "category": "shop", "opening_hours": [{"days": [FILL_IN, "monday"], "opens": FILL_IN, "closes": "17"}]},
            {"name": "X", "category": "shop", "opening_hours": [{"days": ["monday"], "opens": "18:00", "closes": "17"}]},
            [("opening_hours", 0, "days", 0), ("opening_hours", 0, "opens")],
        ),
    ],
)  # fmt: skip
def test_a_placeholder_is_left_out_or_becomes_an_example(
    kind: str, fields: dict[str, Any], shown: dict[str, Any], unchosen: list[tuple[str | int, ...]]
) -> None:
    """An optional one is left out; a required one becomes an example; texts stay as they are."""
    before = repr(fields)
    filled, found = with_examples(KINDS[kind].model, fields)
    assert filled == shown
    assert [one.keys for one in found] == unchosen
    assert repr(fields) == before


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_draft_may_be_a_placeholder(kind: str) -> None:
    """Whichever field an editor leaves for later, the draft can be shown."""
    model = KINDS[kind].model
    needed: dict[str, Any] = {
        "title": "X",
        "name": "X",
        "category": "shop",
        "start": "2026-12-01 18:00",
        "year": "2026",
    }
    needed |= {"date": "2026-12-01", "provider": "youtube", "id": "abc123DEF45", "captions": [{"lang": "nb", "src": "t.vtt"}]}  # fmt: skip
    usable = {name: value for name, value in needed.items() if name in model.model_fields}
    for name in model.model_fields:
        fields, unchosen = with_examples(model, {**usable, name: FILL_IN})
        # A video needs its captions: without them it is no video, draft or not.
        if unchosen and name != "captions":
            validate(model, fields, lang="nb", locate=lambda _: Location("x.md"))
