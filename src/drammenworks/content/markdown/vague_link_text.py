"""Link texts that say too little."""

from __future__ import annotations

import re

_VAGUE_NORWEGIAN = """
her|klikk her|klikk|trykk her|trykk|hit|se her|sjå her|les her|mer|meir|les mer|les meir|les mer her
les meir her|se mer|sjå meir|finn ut mer|mer info|mer informasjon|meir informasjon|info|denne|dette
denne lenken|denne lenka|denne siden|denne sida|lenke|lenken|lenka|link|linken|nettside|nettsiden
last ned|last ned her|gå videre|neste
"""
_VAGUE_ENGLISH = """
here|click here|click|more|read more|read more here|learn more|see more|find out more|more info
more information|this|this link|this page|website|download|continue|next
"""
_AROUND = " .,:;!?…→»«>\"'()"

_VAGUE = frozenset(re.split(r"[|\n]", _VAGUE_NORWEGIAN + _VAGUE_ENGLISH)) - {""}


def is_vague(link_text: str) -> bool:
    """Tell whether a link's text makes no sense out of context."""
    return " ".join(link_text.casefold().split()).strip(_AROUND) in _VAGUE
