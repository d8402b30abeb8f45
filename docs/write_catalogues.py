"""Bring the catalogues of translations in step with the program, and compile them.

    .venv/bin/python docs/write_catalogues.py

Bokmål is what the program is written in. What it says is found in the rules, in the help of the commands, and
in the source by the calls of ``_KEYWORDS``. A text that is new is added without a translation, one that is
gone is removed, and a reworded one is a new one: nothing is guessed. Write what is missing in the .po file,
and run this again; ``tests/messages/`` tells what was forgotten. click's own words are English, and have a
catalogue in bokmål.
"""

from __future__ import annotations

import inspect
import string
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from drammenworks.cli.main import cli
from drammenworks.errors.rules import all_rules
from drammenworks.messages import LOCALE_FOLDER

SOURCE = Path(__file__).resolve().parent.parent / "src" / "drammenworks"

_KEYWORDS = {"Phrase": None, "plural": (1, 2), "progress": None, "tell": None}
_CLICK_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")
"""Those that say something here: we ask no questions, and start no editors."""
_CLICK_KEYWORDS = {"_": None, "ngettext": (1, 2)}
_WHEN = datetime(2026, 11, 21, tzinfo=UTC)
_HEADER = """\
# What drammenworks says, in {language}.
#
# Written by docs/write_catalogues.py from the program; only the translations are written by hand."""


class Text(NamedTuple):
    """Something that the program says."""

    one: str
    many: str | None
    comment: str
    """Where it is said, for the translator."""

    @property
    def id(self) -> str | tuple[str, str]:
        """What catalogues know it by."""
        return self.one if self.many is None else (self.one, self.many)


class Target(NamedTuple):
    """A catalogue."""

    language: str
    domain: str

    @property
    def po(self) -> Path:
        """What people edit."""
        return LOCALE_FOLDER / self.language / "LC_MESSAGES" / f"{self.domain}.po"

    @property
    def mo(self) -> Path:
        """What the program reads."""
        return self.po.with_suffix(".mo")


OURS = Target("en", "drammenworks")
CLICKS = Target("nb", "click")


def main() -> None:
    """Write the catalogues, and say what is not translated."""
    for target, texts in ((OURS, our_texts()), (CLICKS, click_texts())):
        catalogue = updated(target, texts)
        with target.po.open("wb") as po:
            write_po(po, catalogue, width=110, no_location=True, omit_header=False)
        with target.mo.open("wb") as mo:
            write_mo(mo, catalogue)
        for message in untranslated(catalogue):
            print(f"{target.po.name}: {message!r} is not translated")  # noqa: T201


def our_texts() -> Iterator[Text]:
    """Yield everything that the program says."""
    for rule in all_rules().values():
        yield Text(rule.message, None, f"{rule.code}: what is wrong")
        yield Text(rule.hint, None, f"{rule.code}: what to do")
    yield from _help(cli, "drammenworks")
    for file in sorted(SOURCE.rglob("*.py")):
        yield from _extracted(file, _KEYWORDS)


def click_texts() -> Iterator[Text]:
    """Yield everything that click says by itself."""
    for module in _CLICK_MODULES:
        yield from _extracted(Path(click.__file__).with_name(f"{module}.py"), _CLICK_KEYWORDS)


def updated(target: Target, texts: Iterable[Text]) -> Catalog:
    """Return the catalogue of ``texts`` with the translations that there are."""
    old = Catalog()
    if target.po.exists():
        with target.po.open("rb") as file:
            old = read_po(file, locale=target.language)
    new = Catalog(
        target.language,
        target.domain,
        header_comment=_HEADER.format(language={"en": "English", "nb": "bokmål"}[target.language]),
        project=target.domain,
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        fuzzy=False,
    )
    # A time would make each run another file.
    new.creation_date = new.revision_date = _WHEN
    for text in texts:
        known = old.get(text.id)
        new.add(text.id, known.string if known else "", auto_comments=[text.comment])
    return new


def untranslated(catalogue: Catalog) -> list[str]:
    """Return what has no translation."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and not all(message.string if isinstance(message.string, tuple) else (message.string,))
    ]


def placeholders(wording: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(wording) if name is not None}


def _help(command: click.Command, name: str) -> Iterator[Text]:
    if command.help is not None:
        yield _plain(inspect.cleandoc(command.help), f"help of {name}")
    for parameter in command.params:
        if parameter.metavar is not None:
            yield _plain(parameter.metavar, f"placeholder in the help of {name}")
        if isinstance(parameter, click.Option) and parameter.help is not None:
            yield _plain(parameter.help, f"help of {name} {parameter.opts[0]}")
    if isinstance(command, click.Group):
        for inner_name, inner in command.commands.items():
            yield from _help(inner, f"{name} {inner_name}")


def _plain(text: str, comment: str) -> Text:
    return Text(text.replace("{", "{{").replace("}", "}}"), None, comment)


def _extracted(file: Path, keywords: dict[str, tuple[int, ...] | None]) -> Iterator[Text]:
    for _, messages, _, _ in extract_from_file("python", file, keywords=keywords):
        one, many = messages if isinstance(messages, tuple) else (messages, None)
        yield Text(one, many, file.name)


if __name__ == "__main__":
    main()
