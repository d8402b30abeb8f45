"""Fields with a few allowed words, such as a status: their labels, and what editors write instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from drammenworks.base.fields.validators import scalar_text, violation
from drammenworks.base.fields.value_synonyms import Vocabulary
from drammenworks.errors.nearest import suggestion_for
from drammenworks.errors.rules import fields as rules


class Choices:
    """The annotation of a type whose values are a few words.

    A file has one spelling of each value, which programs and editors compare. A label in its place is
    answered with the value. See docs/decisions/0044-one-spelling-of-each-choice.md.
    """

    def __init__(
        self, labels: Mapping[str, str | Sequence[str]], *, sets: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """Create the annotation.

        :param labels: value → its label in forms, in bokmål; or that and more words, in nynorsk first.
        :param sets: see :class:`vocabulary.Vocabulary`.
        """
        self.words = {value: (own,) if isinstance(own, str) else tuple(own) for value, own in labels.items()}
        self._labels = {value: own[0] for value, own in self.words.items()}
        self._vocabulary = Vocabulary(self.words, sets)

    @property
    def shown(self) -> str:
        """The values with their labels, for messages: «shop (butikk), eatery (spisested)»."""
        return ", ".join(
            word if label.casefold() == word else f"{word} ({label})" for word, label in self._labels.items()
        )

    def meant(self, text: str) -> tuple[str, ...]:
        """Return the values that a text means; none when it has no known word."""
        return self._vocabulary.meant(text)

    def validate(self, value: object) -> str:
        """Return a value that is one of the words.

        :raises PydanticCustomError: if it is not.
        """
        text = scalar_text(value)
        if text in self._labels:
            return text
        suggestion = suggestion_for(as_written(self.meant(text)))
        raise violation(rules.NOT_CHOICE, value, choices=self.shown, suggestion=suggestion)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        assert get_origin(source) is not Literal or get_args(source) == tuple(self._labels)
        return core_schema.no_info_plain_validator_function(self.validate)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "enum": list(self._labels),
            "type": "string",
            "enumDescriptions": list(self._labels.values()),
        }


def as_written(values: Sequence[str]) -> str | None:
    """Return values as they are written in a file: «monday», or «[monday, tuesday]»; None for no values."""
    if not values:
        return None
    return values[0] if len(values) == 1 else f"[{', '.join(values)}]"
