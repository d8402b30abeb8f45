"""The terms that words are indexed by: folded, and without endings, by Snowball's rules.

The classes are named one by one, since ``snowballstemmer.stemmer()`` takes another implementation, of any
version, when there happens to be one.
"""

from __future__ import annotations

from typing import Any

from drammenworks.search.folding import fold, words

STOP_WORDS = {
    "nb": "og i på til for av en et er som det de den med at har om fra ikke kan vi du var blir å seg eller",
    "nn": "og i på til for av ein eit ei er som det dei den med at har om frå ikkje kan vi du var blir å seg",
    "en": "the of and to in a is for on with that it as are by at from be or an this was we you",
}
"""Words that are in every text, and that nobody looks for."""


class Terms:
    """The terms of a language; each word is folded and stemmed once."""

    def __init__(self, lang: str) -> None:
        self._stemmer = _stemmer(lang)
        self._stop_words = frozenset(STOP_WORDS[lang].split())
        self._known: dict[str, str] = {}

    def __call__(self, text: str) -> list[str]:
        """Return the terms of a text, one for each word that is none of the stop words."""
        known = self._known
        found = []
        for word in words(text):
            term = known.get(word)
            if term is None:
                term = known[word] = "" if word.lower() in self._stop_words else self.stem(fold(word))
            if term:
                found.append(term)
        return found

    def stem(self, folded: str) -> str:
        """Return a folded word without its ending."""
        stemmed: str = self._stemmer.stemWord(folded)
        return stemmed

    def stem_end(self, folded: str) -> str:
        """Return a folded word without its ending, as if it were the end of a compound."""
        return self.stem(_ANY_BEGINNING + folded)[len(_ANY_BEGINNING) :]


_ANY_BEGINNING = "bab"
"""The shortest part after which Snowball takes any ending off."""


def _stemmer(lang: str) -> Any:
    # The package loads the stemmers of all languages: a tenth of the start of a build that may stem nothing.
    from snowballstemmer.english_stemmer import EnglishStemmer  # noqa: PLC0415
    from snowballstemmer.norwegian_stemmer import NorwegianStemmer  # noqa: PLC0415

    # One algorithm covers both written forms of Norwegian.
    return {"nb": NorwegianStemmer, "nn": NorwegianStemmer, "en": EnglishStemmer}[lang]()


_TERMS: dict[str, Terms] = {}


def terms_of(lang: str) -> Terms:
    """Return the terms of a language, the same in the whole process: what it knows is a cache."""
    if lang not in _TERMS:
        _TERMS[lang] = Terms(lang)
    return _TERMS[lang]
