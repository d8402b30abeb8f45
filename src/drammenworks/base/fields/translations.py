"""Text in one or several languages, in a file that all languages of a document share."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from pydantic import PlainValidator, ValidationInfo

from drammenworks.base.fields.validators import SCALAR_TYPES, json_schema, scalar_text, violation
from drammenworks.base.text.typography import typeset
from drammenworks.errors.rules import fields as rules

LANGUAGES = ("nb", "nn", "en")


class Translations(NamedTuple):
    """The same text in one or several languages, typeset; a text for all has the language ``""``."""

    texts: tuple[tuple[str, str], ...]

    def in_language(self, lang: str) -> str:
        """Return the text in a language, else the one for all, else the first."""
        found = dict(self.texts)
        return found.get(lang) or found.get("") or self.texts[0][1]

    def has(self, lang: str) -> bool:
        """Tell whether the text stands in a language, or is for all of them."""
        return any(known in (lang, "") for known, _ in self.texts)


def _translations(value: object, info: ValidationInfo) -> Translations:
    lang = info.context["lang"] if info.context else "nb"
    if not isinstance(value, dict):
        return Translations((("", typeset(_text(value), lang=lang)),))
    texts = []
    for known, text in value.items():
        if known not in LANGUAGES:
            raise violation(rules.NOT_CHOICE, known, choices=", ".join(LANGUAGES), suggestion="")
        texts.append((known, typeset(_text(text), lang=known)))
    if not texts:
        raise violation(rules.EMPTY_TEXT, value)
    return Translations(tuple(texts))


def _text(value: object) -> str:
    text = scalar_text(value)
    if not text:
        raise violation(rules.EMPTY_TEXT, value)
    return text


def _schema() -> Any:
    text = {"type": SCALAR_TYPES, "minLength": 1}
    each = {"type": "object", "properties": dict.fromkeys(LANGUAGES, text), "additionalProperties": False}
    return json_schema("translations", anyOf=[text, each], examples=["…"])


Translated = Annotated[Translations, PlainValidator(_translations), _schema()]
"""A text for all languages, or one for each: ``Medlemmer``, or ``{nb: Medlemmer, en: Members}``."""
