"""Every field has a label and a description for editors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from drammenworks.content.models import KINDS


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from _models(field.annotation)
    for argument in get_args(annotation):
        yield from _models(argument)


_MODELS = sorted(
    {model for kind in KINDS.values() for model in _models(kind.model)}, key=lambda m: m.__name__
)


@pytest.mark.parametrize("model", _MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_label_and_a_description(model: type[BaseModel]) -> None:
    """Forms, hovers and new documents show both."""
    for name, field in model.model_fields.items():
        assert field.title, f"{model.__name__}.{name} has no title="
        assert field.description, f"{model.__name__}.{name} has no description="
