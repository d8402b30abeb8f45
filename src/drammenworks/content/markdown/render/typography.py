"""Typography, in the languages that have one here; text in another is left as it is."""

from __future__ import annotations

from collections.abc import Sequence

from drammenworks.base.text.typography import needs_typography, typeset_runs
from drammenworks.base.text.typography import typeset as typeset_text

_TYPOGRAPHIES = {"nb": "nb", "nn": "nn", "no": "nb", "en": "en"}

Run = tuple[str | None, str]
"""A stretch of text and its language; None stands for something that is not prose."""


def typeset(text: str, lang: str) -> str:
    """Return ``text``, a paragraph by itself, typeset."""
    if not needs_typography(text):
        return text
    typography = _typography(lang)
    return text if typography is None else typeset_text(text, lang=typography)


def typeset_paragraph(runs: Sequence[Run]) -> Sequence[str | None]:
    """Return the texts of the runs of one paragraph, each typeset in its language."""
    texts = [text for text, _ in runs]
    langs = {lang for _, lang in runs}
    if len(langs) == 1:
        return _in_language(texts, langs.pop())
    for lang in langs:
        # What is in another language is a word that is not to be touched.
        own = [text if its_lang == lang else None for text, its_lang in runs]
        for index, text in enumerate(_in_language(own, lang)):
            if text is not None:
                texts[index] = text
    return texts


def _in_language(texts: Sequence[str | None], lang: str) -> Sequence[str | None]:
    typography = _typography(lang)
    return texts if typography is None else typeset_runs(texts, lang=typography)


def _typography(lang: str) -> str | None:
    return _TYPOGRAPHIES.get(lang) or _TYPOGRAPHIES.get(lang.partition("-")[0].lower())
