"""Footnotes: references in the text, and the notes at the end with links back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it.token import Token

from drammenworks.content.markdown.compile.escape import escape_text
from drammenworks.content.markdown.compile.state import State
from drammenworks.content.markdown.nodes import Chunk
from drammenworks.content.markdown.renderer_labels import labels_for
from drammenworks.content.markdown.syntax.meta import START
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import markdown as rules

# With a colon, which ids of authors and headings never contain.
_NOTE_ID = "fn:{number}"
_REF_ID = "fnref:{number}"


def take_definitions(state: State, tokens: list[Token]) -> list[Token]:
    """Move the footnotes from ``tokens`` to the state, and return the remaining tokens."""
    rest: list[Token] = []
    open_notes: list[list[Token]] = []
    lines: dict[str, int | None] = {}
    for token in tokens:
        if token.type == "footnote_reference_open":
            label = token.meta["label"]
            if label in lines:
                location = state.source_map.block_location(token)
                state.report(rules.DUPLICATE_FOOTNOTE.at(location, label=label, first=lines[label]))
                open_notes.append([])
                continue
            lines[label] = state.source_map.line_number(token)
            open_notes.append(state.footnotes.definitions.setdefault(label, [token]))
        elif token.type == "footnote_reference_close":
            open_notes.pop()
        else:
            (open_notes[-1] if open_notes else rest).append(token)
    return rest


def footnote_ref(state: State, token: Token) -> None:
    """Emit the number of a footnote as a link to it."""
    notes, label = state.footnotes, token.content
    if label not in notes.definitions:
        suggestion = did_you_mean(label, notes.definitions)
        location = state.location_at(token.meta[START])
        state.report(rules.UNDEFINED_FOOTNOTE.at(location, label=label, suggestion=suggestion))
        state.out.append(escape_text(f"[^{label}]"))
        return
    if label not in notes.numbers:
        notes.order.append(label)
        notes.numbers[label] = len(notes.order)
    number = notes.numbers[label]
    notes.uses[label] = use = notes.uses.get(label, 0) + 1
    state.out.append(
        f'<sup class="footnote-ref"><a href="#{_NOTE_ID.format(number=number)}"'
        f' id="{_ref_id(number, use)}"'
        f' aria-label="{labels_for(state.lang).footnote} {number}">{number}</a></sup>'
    )


def render_footnotes(state: State, render: Callable[[State, Sequence[Token]], None]) -> None:
    """Emit the section of the footnotes that are referred to."""
    notes = state.footnotes
    rendered: list[list[Chunk]] = []
    # A note may refer to a further note, so the list may grow during the loop.
    for label in notes.order:
        outer_out, state.out = state.out, []
        render(state, notes.definitions[label][1:])
        rendered.append(state.out)
        state.out = outer_out
    for label, tokens in notes.definitions.items():
        if label not in notes.numbers:
            state.report(rules.UNUSED_FOOTNOTE.at(state.source_map.block_location(tokens[0]), label=label))
    if rendered:
        _emit(state, rendered)


def _emit(state: State, rendered: list[list[Chunk]]) -> None:
    labels = labels_for(state.lang)
    state.out.append(f'<section class="footnotes" aria-label="{labels.footnotes}">\n<ol>\n')
    for number, (label, chunks) in enumerate(zip(state.footnotes.order, rendered, strict=True), 1):
        state.out.append(f'<li id="{_NOTE_ID.format(number=number)}">')
        last = chunks[-1] if chunks else None
        in_paragraph = isinstance(last, str) and last == "</p>\n"
        state.out.extend(chunks[:-1] if in_paragraph else chunks)
        state.out.append(_links_back(state, number, state.footnotes.uses[label]))
        state.out.append("</p>\n</li>\n" if in_paragraph else "</li>\n")
    state.out.append("</ol>\n</section>\n")


def _links_back(state: State, number: int, uses: int) -> str:
    labels = labels_for(state.lang)
    links = []
    for use in range(1, uses + 1):
        # Several links need distinct names.
        text = f"{labels.back} ({use})" if uses > 1 else labels.back
        links.append(
            f' <a class="footnote-back" href="#{_ref_id(number, use)}"'
            f' aria-label="{text} {labels.back_to.format(n=number)}">{text}</a>'
        )
    return "".join(links)


def _ref_id(number: int, use: int) -> str:
    first = _REF_ID.format(number=number)
    return first if use == 1 else f"{first}:{use}"
