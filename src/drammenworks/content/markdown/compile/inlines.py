"""Running text: a paragraph is typeset as a whole, then rendered with its inline elements."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from drammenworks.base.text.typography import needs_typography
from drammenworks.content.markdown.attributes import SPAN, language_attribute
from drammenworks.content.markdown.compile.attribute_values import valid_attributes
from drammenworks.content.markdown.compile.escape import escape_text, html_attributes
from drammenworks.content.markdown.compile.figures import figure_ref
from drammenworks.content.markdown.compile.footnotes import footnote_ref
from drammenworks.content.markdown.compile.images import image
from drammenworks.content.markdown.compile.links import link_close, link_open
from drammenworks.content.markdown.compile.state import RenderRule, State
from drammenworks.content.markdown.compile.typography import Run, typeset, typeset_paragraph
from drammenworks.content.markdown.lint.inlines import check_figures, check_inline, is_suspect
from drammenworks.content.markdown.lint.paragraph_lines import check_lines
from drammenworks.content.markdown.syntax.meta import ATTRIBUTES, START
from drammenworks.errors import Phrase

_TYPOGRAPHY_ESCAPES = frozenset(('\\"', "\\'", "\\-", "\\."))
"""A backslash before these characters protects them from typography."""

_OPAQUE = frozenset(("code_inline", "image", "figure_ref"))
"""The tokens that typography treats as words and does not change."""


_BLOCK_TAGS = {"": ("", ""), "p": ("<p>", "</p>\n"), "li": ("<li>", "</li>\n")}
"""The tags around a token that is a whole block; the tags of most blocks have tokens."""


def words(state: State, token: Token) -> None:
    """Render a block of plain text."""
    before, after = _BLOCK_TAGS[token.tag]
    if state.has_suspect_lines and (token.tag or state.in_paragraph):
        state.findings += check_lines(token, state.source_map)
    if "figure:" in token.content:
        state.findings += check_figures(token, state.source_map)
    text = typeset(token.content, state.lang)
    state.plain += (text, " ")
    state.out.append(f"{before}{escape_text(text)}{after}")


def inline(state: State, token: Token) -> None:
    """Render an inline token: its text, or its children."""
    children = token.children
    if not children:
        state.images_are_blocks = False
        words(state, token)
        return
    state.inline, state.inline_start = token, len(state.plain)
    before, after = _BLOCK_TAGS[token.tag]
    text = "".join([child.content for child in children])
    if state.has_suspect_lines and (token.tag or state.in_paragraph):
        state.findings += check_lines(token, state.source_map)
    if is_suspect(text, token.content):
        state.findings += check_inline(token, state.source_map)
    state.images_are_blocks = (state.in_paragraph or token.tag == "p") and _has_only_images(children)
    if not state.images_are_blocks:
        state.out.append(before)
    if needs_typography(text):
        _emit(state, *_split_runs(children, state.lang))
    else:
        for child in children:
            RULES[child.type](state, child)
    state.plain.append(" ")
    if token.tag:
        state.out.append("\n" if state.images_are_blocks else after)


def _has_only_images(children: list[Token]) -> bool:
    return children[0].type == "image" and all(
        child.type in ("image", "softbreak") or (child.type == "text" and not child.content.strip())
        for child in children
    )


def _split_runs(children: list[Token], lang: str) -> tuple[list[Token | int], list[Run]]:
    """Return the items to render, in order, and the runs of text to typeset.

    An item is a token or the index of a run. Emphasis and links do not interrupt the text, so
    typography works across them.
    """
    items: list[Token | int] = []
    runs: list[Run] = []
    text: list[str] = []
    outer_langs: list[str] = []
    in_address = False
    for child in children:
        kind = child.type
        if not in_address:
            if kind == "text":
                if child.content:
                    text.append(child.content)
                continue
            if kind == "softbreak":
                text.append("\n")
                continue
            if kind == "text_special" and child.markup not in _TYPOGRAPHY_ESCAPES:
                text.append(child.content)
                continue
        if text:
            items.append(len(runs))
            runs.append(("".join(text), lang))
            text.clear()
        items.append(child)
        if kind in _OPAQUE or kind in ("text", "text_special"):
            runs.append((None, lang))
        elif kind == "hardbreak":
            # The words before and after it are not adjacent.
            runs.append(("\n", lang))
        elif kind in ("link_open", "span_open"):
            in_address = child.info == "auto"
            outer_langs.append(lang)
            lang = language_attribute(child.meta.get(ATTRIBUTES, ())) or lang
        elif kind in ("link_close", "span_close"):
            in_address = False
            lang = outer_langs.pop()
    if text:
        items.append(len(runs))
        runs.append(("".join(text), lang))
    return items, runs


def _emit(state: State, items: Sequence[Token | int], runs: list[Run]) -> None:
    texts = typeset_paragraph(runs)
    for item in items:
        if isinstance(item, int):
            text = texts[item] or ""
            state.plain.append(text)
            state.out.append(escape_text(text))
        else:
            RULES[item.type](state, item)


def _verbatim(state: State, token: Token) -> None:
    state.plain.append(token.content)
    state.out.append(escape_text(token.content))


def _code(state: State, token: Token) -> None:
    state.plain.append(token.content)
    state.out.append(f"<code>{escape_text(token.content)}</code>")


def _soft_break(state: State, token: Token) -> None:
    state.plain.append("\n")
    state.out.append("\n")


def _break(state: State, token: Token) -> None:
    state.plain.append("\n")
    state.out.append("<br>\n")


def _tag(html: str) -> RenderRule:
    def rule(state: State, token: Token) -> None:
        state.out.append(html)

    return rule


def _span_open(state: State, token: Token) -> None:
    location = state.location_at(token.meta[START])
    pairs = token.meta[ATTRIBUTES]
    attributes = valid_attributes(
        state, pairs, SPAN, element=Phrase("teksten i hakeparentes"), location=location
    )
    state.outer_langs.append(state.lang)
    state.lang = attributes.get("lang", state.lang)
    state.out.append(f"<span{html_attributes(attributes.items())}>")


def _span_close(state: State, token: Token) -> None:
    state.lang = state.outer_langs.pop()
    state.out.append("</span>")


RULES: dict[str, RenderRule] = {
    "text": _verbatim,
    "text_special": _verbatim,
    "code_inline": _code,
    "softbreak": _soft_break,
    "hardbreak": _break,
    "em_open": _tag("<em>"),
    "em_close": _tag("</em>"),
    "strong_open": _tag("<strong>"),
    "strong_close": _tag("</strong>"),
    "link_open": link_open,
    "link_close": link_close,
    "image": image,
    "span_open": _span_open,
    "span_close": _span_close,
    "footnote_ref": footnote_ref,
    "figure_ref": figure_ref,
}
"""The rendering rule of each inline token type. Text with typography is split into runs first."""
