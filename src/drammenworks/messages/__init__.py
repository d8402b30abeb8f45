"""The languages in which people are told things: bokmål, which is the source, and English."""

from drammenworks.messages.catalogue import LOCALE_FOLDER, say_in
from drammenworks.messages.language import ENGLISH, LANGUAGES, SOURCE_LANGUAGE, choose_language

__all__ = ["ENGLISH", "LANGUAGES", "LOCALE_FOLDER", "SOURCE_LANGUAGE", "choose_language", "say_in"]
