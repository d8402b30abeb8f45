"""The base of every model of content."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

_M = TypeVar("_M", bound=BaseModel)


class ContentModel(BaseModel):
    """The settings of every model: unknown keys are errors, and values never change.

    It is pickled as the fields that were given. Most rarely are, and what they are then needs no keeping.
    """

    # The validators of a kind are made when its first document is read: most builds read none of most kinds.
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False, defer_build=True)

    def __reduce__(self) -> tuple[Callable[..., ContentModel], tuple[type[ContentModel], dict[str, Any]]]:
        given = self.model_fields_set
        return _from_given, (
            type(self),
            {name: value for name, value in self.__dict__.items() if name in given},
        )


def _from_given(model: type[_M], given: dict[str, Any]) -> _M:
    """Return what validating these fields gave."""
    made = model.__new__(model)
    made.__setstate__(
        {
            "__dict__": {**_defaults(model), **given},
            "__pydantic_fields_set__": set(given),
            "__pydantic_extra__": None,
            "__pydantic_private__": None,
        }
    )
    return made


@functools.cache
def _defaults(model: type[BaseModel]) -> Mapping[str, Any]:
    """Return each field in the model's order with what it is when nobody gives it; values never change."""
    return {name: field.get_default(call_default_factory=True) for name, field in model.model_fields.items()}
