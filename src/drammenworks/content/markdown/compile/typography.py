"""Typography in the supported languages; text in other languages is unchanged."""

from __future__ import annotations

from collections.abc import Sequence

from drammenworks.base.text.typography import needs_typography, typeset_runs
from drammenworks.base.text.typography import typeset as typeset_text

_TYPOGRAPHIES = {"nb": "nb", "nn": "nn", "no": "nb", "en": "en"}

Run = tuple[str | None, str]
"""A run of text and its language; None represents an element that is not prose."""


def typeset(text: str, lang: str) -> str:
    """Return ``text``, a whole paragraph, typeset."""
    if not needs_typography(text):
        return text
    typography = _typography(lang)
    return text if typography is None else typeset_text(text, lang=typography)


def typeset_paragraph(runs: Sequence[Run]) -> Sequence[str | None]:
    """Return the texts of the runs of a paragraph, each typeset in its language."""
    texts = [text for text, _ in runs]
    langs = {lang for _, lang in runs}
    if len(langs) == 1:
        return _in_language(texts, langs.pop())
    for lang in langs:
        # Typography treats runs in a different language as opaque words.
        own = [text if run_lang == lang else None for text, run_lang in runs]
        for index, text in enumerate(_in_language(own, lang)):
            if text is not None:
                texts[index] = text
    return texts


def _in_language(texts: Sequence[str | None], lang: str) -> Sequence[str | None]:
    typography = _typography(lang)
    return texts if typography is None else typeset_runs(texts, lang=typography)


def _typography(lang: str) -> str | None:
    return _TYPOGRAPHIES.get(lang) or _TYPOGRAPHIES.get(lang.partition("-")[0].lower())
