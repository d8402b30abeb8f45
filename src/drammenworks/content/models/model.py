"""The base of all content models."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

_M = TypeVar("_M", bound=BaseModel)


class ContentModel(BaseModel):
    """The base of content models: unknown keys are errors, and values are immutable.

    Only the fields that are set are pickled: most fields have their defaults, which need no storage.
    """

    # A kind's validators are built when its first document is read: most builds need few of them.
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False, defer_build=True)

    def __reduce__(self) -> tuple[Callable[..., ContentModel], tuple[type[ContentModel], dict[str, Any]]]:
        fields = self.model_fields_set
        return _from_given, (
            type(self),
            {name: value for name, value in self.__dict__.items() if name in fields},
        )


def _from_given(model: type[_M], fields: dict[str, Any]) -> _M:
    """Return the model with these validated fields."""
    instance = model.__new__(model)
    instance.__setstate__(
        {
            "__dict__": {**_defaults(model), **fields},
            "__pydantic_fields_set__": set(fields),
            "__pydantic_extra__": None,
            "__pydantic_private__": None,
        }
    )
    return instance


@functools.cache
def _defaults(model: type[BaseModel]) -> Mapping[str, Any]:
    """Return the default of each field, in the model's order; defaults are immutable."""
    return {name: field.get_default(call_default_factory=True) for name, field in model.model_fields.items()}
