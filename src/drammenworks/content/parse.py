"""From the bytes of a file to a document. A translation takes over what it does not say itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from drammenworks.base.digests import digest_parts
from drammenworks.base.fast_pickle import FastPickle
from drammenworks.base.source_text import decode_source
from drammenworks.base.strict_yaml import Value, load
from drammenworks.base.text.alt_text import is_file_name
from drammenworks.base.text.collation import collation_key
from drammenworks.base.validation import validate
from drammenworks.content.discover import Source
from drammenworks.content.document import FrontMatter, Named
from drammenworks.content.frontmatter import split_file
from drammenworks.content.head import Head, Parsed, digest_of_structure, digest_of_text
from drammenworks.content.markdown import parse_markdown
from drammenworks.content.models import KINDS
from drammenworks.content.models.common import Mentions
from drammenworks.content.outline import make_outline
from drammenworks.content.placeholders import FILL_IN, unfilled
from drammenworks.errors import ContentError, Finding
from drammenworks.errors.rules import fields as field_rules
from drammenworks.errors.rules import markdown as rules

OWN_FIELDS = frozenset({"title", "summary", "slug", "aliases", "seo", "draft", "updated"})
"""What a translation never takes over: it is either language or a state of its own.

A ``name`` is taken over: people, organisations and places are called the same in every language.
"""


@dataclass(frozen=True, slots=True)
class RawDocument(FastPickle):
    """A file taken apart, with nothing checked but its syntax."""

    source: Source
    fields: Mapping[str, Value]
    front_matter: FrontMatter
    body: str
    body_line: int


def take_apart(source: Source, data: bytes) -> RawDocument:
    """Return the fields and the body of a file.

    :raises ContentError: if the file is no text, or its YAML is broken.
    """
    text = decode_source(data, path=source.path)
    fields, line, body, body_line = split_file(text, path=source.path)
    values = load(fields, path=source.path, first_line=line)
    front_matter = FrontMatter(source.path, fields, line)
    return RawDocument(source, values, front_matter, body, body_line)


def parse_document(raw: RawDocument, original: RawDocument | None) -> Parsed:
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
    head = None
    try:
        meta = validate(
            model,
            {**inherited, **raw.fields},
            lang=source.lang,
            locate=raw.front_matter.locate,
            inherited={*inherited, *elsewhere},
        )
        mentions = meta.mentions()
        outline = make_outline(body)
        fields = digest_parts(raw.front_matter.text, repr(sorted(inherited.items())))
        head = Head(
            source,
            meta,
            Named(mentions.references, mentions.files, collation_key(meta.title)),
            outline,
            raw.front_matter,
            frozenset(inherited),
            fields,
            digest_of_text(raw.body),
            digest_of_structure(source.path, fields, outline),
        )
        findings.extend(_of_alternatives(mentions, raw.front_matter, inherited))
        if not meta.draft:
            places = unfilled(raw.fields, raw.front_matter, raw.body, first_line=raw.body_line)
            findings.extend(field_rules.UNFILLED.at(place, placeholder=FILL_IN) for place in places)
    except ContentError as error:
        findings.extend(error.findings)
    return Parsed(head, body, (*findings, *of_body))


def _of_alternatives(
    mentions: Mentions, front_matter: FrontMatter, inherited: Collection[str]
) -> list[Finding]:
    """Return a finding for every alternative text that is but the name of a file."""
    return [
        rules.ALT_IS_FILE_NAME.at(front_matter.locate(keys), alt=alt)
        for keys, alt in mentions.alt_texts
        if is_file_name(alt) and keys[0] not in inherited
    ]


def _inherited(raw: RawDocument, original: RawDocument) -> dict[str, Value]:
    return {
        key: value
        for key, value in original.fields.items()
        if key not in OWN_FIELDS and key not in raw.fields
    }
