"""Directives: nodes with content, and findings about their syntax."""

from __future__ import annotations

import html
import re

from markdown_it.token import Token

from drammenworks.content.markdown.attributes import language_attribute
from drammenworks.content.markdown.check_target import check_target, normalise_target
from drammenworks.content.markdown.compile.attribute_values import prose_value, valid_attributes
from drammenworks.content.markdown.compile.blocks import report_if_too_deep
from drammenworks.content.markdown.compile.images import check_alt
from drammenworks.content.markdown.compile.merge import merge_chunks
from drammenworks.content.markdown.compile.state import OpenDirective, State
from drammenworks.content.markdown.directives import (
    DIRECTIVES,
    NORWEGIAN_ALIASES,
    REQUIRED_CONTENT,
    ContentRequirement,
    DirectiveSpec,
    Presence,
)
from drammenworks.content.markdown.lint.quote import beginning
from drammenworks.content.markdown.nodes import Attributes, Chunk, DirectiveNode, ImageNode, LinkNode, walk
from drammenworks.content.markdown.syntax.directive import Opening
from drammenworks.errors import Location, Phrase, nearest
from drammenworks.errors.nearest import suggestion_for
from drammenworks.errors.rules import markdown as rules

_TAG = re.compile(r"<[^<>]*>")
_IMAGE_ATTRIBUTES = ("credit", "focal", "download")
"""The attributes of a directive that become attributes of its picture."""
_PICTURE_ATTRIBUTES = ("src", "alt", "decorative", "caption", *_IMAGE_ATTRIBUTES)
"""The attributes of a directive that describe a picture."""


def directive_stray(state: State, token: Token) -> None:
    """Report a line of colons that closes no directive."""
    state.report(rules.STRAY_FENCE.at(state.source_map.block_location(token), fence=token.markup))


def directive_open(state: State, token: Token) -> None:
    """Begin a directive, which contains the tokens that follow."""
    report_if_too_deep(state, token)
    opening: Opening = token.meta["opening"]
    location = state.source_map.block_location(token)
    if not opening.closed:
        state.report(rules.UNCLOSED_DIRECTIVE.at(location, name=opening.name, fence=opening.fence))
    if opening.malformed:
        state.report(rules.MALFORMED_ATTRIBUTES.at(location, element=_element(opening.name)))
    directive = OpenDirective(opening.name, location, opening.closed, None, {}, state.out, state.lang)
    spec = DIRECTIVES.get(opening.name)
    state.lang = language_attribute(opening.attributes) or state.lang
    if spec is None:
        _report_unknown(state, opening.name, location)
    else:
        directive.attributes = valid_attributes(
            state,
            opening.attributes,
            spec.allowed,
            unused=spec.unused_attributes,
            element=_element(opening.name),
            location=location,
        )
        directive.argument = _argument(state, spec, opening, location)
    state.directives.append(directive)
    state.out = []


def directive_close(state: State, token: Token) -> None:
    """Emit the node of the directive; for an unknown directive, emit its content alone."""
    directive = state.directives.pop()
    children = merge_chunks(state.out)
    state.out, state.lang = directive.out, directive.lang
    spec = DIRECTIVES.get(directive.name)
    if spec is None:
        state.out.extend(children)
        return
    has_src = "src" in directive.attributes
    if "src" in spec.attributes:
        children = _with_picture(state, directive, children)
    is_empty = directive.closed and not has_src and _lacks_content(spec, children)
    if is_empty:
        what = REQUIRED_CONTENT[spec.content]
        state.report(rules.DIRECTIVE_LACKS.at(directive.location, name=directive.name, what=what))
    if spec.content is ContentRequirement.IMAGES and not is_empty and (text := _text_of(children)):
        state.report(rules.LOST_TEXT.at(directive.location, text=beginning(text)))
    attributes = tuple(directive.attributes.items())
    state.out.append(
        DirectiveNode(directive.name, directive.argument, attributes, children, directive.location)
    )


def _text_of(chunks: tuple[Chunk, ...]) -> str:
    """Return the text of finished content, without its pictures."""
    markup = "".join(chunk for chunk in chunks if isinstance(chunk, str))
    return html.unescape(_TAG.sub(" ", markup)).strip()


def _element(name: str) -> str:
    return Phrase("boksen «::: {name}»", name=name)


def _report_unknown(state: State, name: str, location: Location) -> None:
    suggestion = suggestion_for(NORWEGIAN_ALIASES.get(name) or nearest(name, DIRECTIVES))
    known = ", ".join(DIRECTIVES)
    state.report(
        rules.UNKNOWN_DIRECTIVE.at(
            location, name=name or Phrase("(uten navn)"), known=known, suggestion=suggestion
        )
    )


def _argument(state: State, spec: DirectiveSpec, opening: Opening, location: Location) -> str | None:
    """Return the valid argument, if any."""
    argument_spec, argument, name = spec.argument, opening.argument, opening.name
    if argument is None:
        if argument_spec.presence is Presence.REQUIRED:
            state.report(
                rules.MISSING_ARGUMENT.at(
                    location, name=name, what=argument_spec.what, example=argument_spec.example
                )
            )
        return None
    if argument_spec.presence is Presence.FORBIDDEN:
        state.report(rules.SUPERFLUOUS_ARGUMENT.at(location, name=name, text=argument))
        return None
    if argument_spec.prose:
        prose = prose_value(state, argument, _element(name), location)
        state.plain.append(f"{prose} ")
        return prose
    if len(argument.split()) > 1:
        state.report(
            rules.NOT_A_NAME.at(
                location, name=name, what=argument_spec.what, text=argument, example=argument_spec.example
            )
        )
        return None
    return argument


def _with_picture(state: State, directive: OpenDirective, children: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """Return the content with the picture that the directive's attributes describe.

    Every picture becomes an ``ImageNode``, whatever its syntax.
    """
    values = {name: directive.attributes.pop(name, None) for name in _PICTURE_ATTRIBUTES}
    src = normalise_target(values["src"] or "")
    attributes = tuple((name, value) for name in _IMAGE_ATTRIBUTES if (value := values[name]))
    if not src:
        return _with_caption(children, values["caption"], attributes)
    finding = check_target(src, directive.location, element=Phrase("bildet"))
    if finding is not None:
        state.report(finding)
        return children
    decorative = values["decorative"] is not None
    alt = check_alt(state, values["alt"] or "", decorative=decorative, src=src, location=directive.location)
    return (
        ImageNode(src, alt, values["caption"], decorative, attributes, True, directive.location),
        *children,
    )


def _with_caption(
    children: tuple[Chunk, ...], caption: str | None, attributes: Attributes
) -> tuple[Chunk, ...]:
    """Return the content with the directive's caption and attributes on its first picture."""
    for index, chunk in enumerate(children):
        if isinstance(chunk, ImageNode):
            attributes = tuple((dict(attributes) | dict(chunk.attributes)).items())
            picture = chunk._replace(title=chunk.title or caption, attributes=attributes)
            return (*children[:index], picture, *children[index + 1 :])
    return children


def _lacks_content(spec: DirectiveSpec, children: tuple[Chunk, ...]) -> bool:
    match spec.content:
        case ContentRequirement.ANYTHING:
            return False
        case ContentRequirement.SOMETHING:
            return not any(not isinstance(chunk, str) or chunk.strip() for chunk in children)
        case ContentRequirement.IMAGE | ContentRequirement.IMAGES:
            return not any(isinstance(chunk, ImageNode) for chunk in walk(children))
        case ContentRequirement.LINK:
            return not any(isinstance(chunk, LinkNode) for chunk in walk(children))
