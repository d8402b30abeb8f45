"""From the bytes of a file to a document. A translation takes over what it does not say itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drammenworks.base.digests import digest, digest_parts
from drammenworks.base.fast_pickle import FastPickle
from drammenworks.base.model_fields import dotted
from drammenworks.base.source_text import decode_source
from drammenworks.base.strict_yaml import load
from drammenworks.base.text.alt_text import is_file_name
from drammenworks.base.validation import validate
from drammenworks.base.yaml_common import Value
from drammenworks.content.discover import Source
from drammenworks.content.document import Document, FrontMatter
from drammenworks.content.figure_texts import check_figure_texts, figure_texts
from drammenworks.content.frontmatter import split_file
from drammenworks.content.markdown import Body, parse_markdown
from drammenworks.content.models import KINDS
from drammenworks.content.models.collect_references import Mentions, mentions_of
from drammenworks.content.outline import make_outline
from drammenworks.content.todo_markers import (
    FILL_IN,
    Unchosen,
    is_unfilled,
    unfilled,
    unfilled_lines,
    with_examples,
)
from drammenworks.errors import ContentError, Finding, Phrase
from drammenworks.errors.rules import fields as field_rules
from drammenworks.errors.rules import markdown as rules

OWN_FIELDS = frozenset({"title", "summary", "slug", "aliases", "seo", "draft", "updated", "locked"})
"""What a translation never takes over: it is either language or a state of its own.

A ``name`` is taken over: people, organisations and places are called the same in every language.
"""


@dataclass(frozen=True, slots=True)
class RawDocument(FastPickle):
    """A file split into fields and body, with only its syntax checked."""

    source: Source
    fields: Mapping[str, Value]
    front_matter: FrontMatter
    body: str
    body_line: int


@dataclass(frozen=True, slots=True)
class ParsedDocument(FastPickle):
    """What a file gives."""

    document: Document | None
    """None when a field is wrong."""
    body: Body
    findings: tuple[Finding, ...]


def split(source: Source, data: bytes) -> RawDocument:
    """Return the fields and the body of a file.

    :raises ContentError: if the file is no text, or its YAML is broken.
    """
    text = decode_source(data, path=source.path)
    fields, line, body, body_line = split_file(text, path=source.path)
    values = load(fields, path=source.path, first_line=line)
    front_matter = FrontMatter(source.path, fields, line)
    return RawDocument(source, values, front_matter, body, body_line)


def parse_document(raw: RawDocument, original: RawDocument | None) -> ParsedDocument:
    """Return the document in a file and everything that is wrong with it.

    :param original: the document of which ``raw`` is a translation.
    """
    source = raw.source
    findings: list[Finding] = []
    model = KINDS[source.kind].model
    inherited = _inherited(raw, original) if original is not None else {}
    # What the original lacks is told of there, too.
    elsewhere = model.model_fields.keys() - OWN_FIELDS - raw.fields.keys() if original is not None else ()
    body, of_body = parse_markdown(raw.body, path=source.path, first_line=raw.body_line, lang=source.lang)
    document = None
    values, unchosen = with_examples(model, {**inherited, **raw.fields})
    try:
        meta = validate(
            model,
            values,
            lang=source.lang,
            locate=raw.front_matter.locate,
            inherited={*inherited, *elsewhere},
        )
        mentions = mentions_of(meta)
        document = Document(
            source.id,
            source.kind,
            source.lang,
            meta,
            mentions.references,
            mentions.files,
            figure_texts(model, mentions.bracketed),
            make_outline(body),
            raw.front_matter,
            frozenset(inherited),
            digest_parts(raw.front_matter.text, repr(sorted(inherited.items()))),
            digest(raw.body.encode()),
        )
        findings.extend(_of_alternatives(mentions, raw.front_matter, inherited))
        findings.extend(check_figure_texts(model, mentions.bracketed, raw.front_matter, raw.fields))
        if not meta.draft:
            findings.extend(_unfilled(raw, original, unchosen))
    except ContentError as error:
        findings.extend(error.findings)
    return ParsedDocument(document, body, (*findings, *of_body))


def parse_body_only(before: Document, data: bytes) -> ParsedDocument | None:
    """Return the document in a file whose body alone differs, or None when more differs.

    The result is that of parsing the whole file; without YAML and validators, it takes a third of the time.

    :param before: what the file gave when it was parsed last, without any finding.
    :param data: its bytes now.
    """
    path = before.location.path
    try:
        parts = split_file(decode_source(data, path=path), path=path)
    except ContentError:
        return None
    if is_unfilled(parts.body):
        return None
    if (parts.fields, parts.fields_line) != (before.location.text, before.location.first_line):
        return None
    body, findings = parse_markdown(parts.body, path=path, first_line=parts.body_line, lang=before.lang)
    document = replace(before, outline=make_outline(body), body_digest=digest(parts.body.encode()))
    return ParsedDocument(document, body, tuple(findings))


def _of_alternatives(
    mentions: Mentions, front_matter: FrontMatter, inherited: Collection[str]
) -> list[Finding]:
    """Return a finding for every alternative text that is but the name of a file."""
    return [
        rules.ALT_IS_FILE_NAME.at(front_matter.locate(keys), alt=alt)
        for keys, alt in mentions.alt_texts
        if is_file_name(alt) and keys[0] not in inherited
    ]


def _unfilled(
    raw: RawDocument, original: RawDocument | None, unchosen: Sequence[Unchosen]
) -> Iterator[Finding]:
    """Yield a finding for everything that is still to be written or chosen in a document to be published."""
    locate = raw.front_matter.locate
    own = {one.keys: one for one in unchosen}
    for keys, place in unfilled(raw.fields, raw.front_matter.text, locate):
        one = own.pop(keys, None)
        where = Phrase(" i feltet «{field}»", field=dotted(keys))
        yield (
            one.finding(place)
            if one is not None
            else field_rules.UNFILLED.at(place, placeholder=FILL_IN, where=where)
        )
    if original is not None and original.fields.get("draft") == "true":
        # What is left is in the original, and has no finding there while that is a draft.
        yield from (one.finding(locate(one.keys)) for one in own.values())
    for place in unfilled_lines(raw.body, path=raw.source.path, first_line=raw.body_line):
        yield field_rules.UNFILLED.at(place, placeholder=FILL_IN, where="")


def _inherited(raw: RawDocument, original: RawDocument) -> dict[str, Value]:
    return {
        key: value
        for key, value in original.fields.items()
        if key not in OWN_FIELDS and key not in raw.fields
    }
