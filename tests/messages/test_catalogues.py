"""The catalogues of translations are complete, true to the program, and compiled."""

from __future__ import annotations

import ast
import gettext
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/drammenworks"


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_catalogues", ROOT / "docs/write_catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


script = _script()
CATALOGUES = pytest.mark.parametrize(
    ("target", "texts"),
    [(script.OURS, script.our_texts), (script.CLICKS, script.click_texts)],
    ids=["drammenworks", "click"],
)


def _read(target: object) -> Catalog:
    with target.po.open("rb") as file:  # type: ignore[attr-defined]
        return read_po(file, locale=target.language)  # type: ignore[attr-defined]


def _forms(message: Message) -> list[tuple[str, str]]:
    """Return each wording of a message beside its translation."""
    if isinstance(message.id, tuple):
        return list(zip(message.id, message.string, strict=True))
    return [(message.id, message.string)]


@CATALOGUES
def test_every_text_has_a_translation(target: object, texts: object) -> None:
    """Run docs/write_catalogues.py, and write what is missing in the .po file."""
    catalogue = _read(target)
    said = {text.id for text in texts()}  # type: ignore[operator]
    assert sorted(map(str, said)) == sorted(str(message.id) for message in catalogue if message.id)
    assert script.untranslated(catalogue) == []


@CATALOGUES
def test_no_two_translations_are_equal(target: object, texts: object) -> None:
    """As happens where a message stands twice in a file: the translations are put one after the other."""
    catalogue = _read(target)
    wordings = [said for message in catalogue if message.id for _, said in _forms(message)]
    assert [said for said in wordings if len(said) > 40 and said.find(said[:40], 1) > 0] == []


@CATALOGUES
def test_translations_have_the_same_placeholders(target: object, texts: object) -> None:
    """What a wording is filled with is in its translation too, and nothing else."""
    differing = [
        (wording, translation)
        for message in _read(target)
        if message.id
        for wording, translation in _forms(message)
        # The form for one may leave out how many it is.
        if not script.placeholders(translation) <= set().union(*map(script.placeholders, _ids(message)))
        or (isinstance(message.id, str) and script.placeholders(wording) != script.placeholders(translation))
    ]
    assert differing == []


@CATALOGUES
def test_translations_keep_the_space_around_a_text(target: object, texts: object) -> None:
    """What joins a text to its neighbour is not lost."""
    for message in _read(target):
        for wording, translation in _forms(message) if message.id else ():
            assert re.findall(r"^\s*|\s*$", wording) == re.findall(r"^\s*|\s*$", translation)


@CATALOGUES
def test_what_is_compiled_is_what_was_written(target: object, texts: object) -> None:
    """The .mo file has each translation of the .po file, and no other."""
    with target.mo.open("rb") as file:  # type: ignore[attr-defined]
        compiled = gettext.GNUTranslations(file)
    expected: dict[object, str] = {}
    for message in _read(target):
        if isinstance(message.id, tuple):
            expected |= {(message.id[0], form): string for form, string in enumerate(message.string)}
        elif message.id:
            expected[message.id] = message.string
    found = {key: value for key, value in compiled._catalog.items() if key}  # type: ignore[attr-defined]
    assert expected == found


def test_english_uses_english_quotation_marks() -> None:
    """“ ” instead of « », except where the message is about the marks themselves."""
    catalogue = _read(script.OURS)
    guillemets = [
        message.string for message in catalogue if "«" in str(message.string) or "»" in str(message.string)
    ]
    assert guillemets == ["Put the whole value in one pair of quotation marks, and use « and » inside it."]


@pytest.mark.parametrize("package", ["cli", "engine", "messages", "pipeline", "serve"])
def test_no_message_is_outside_a_phrase(package: str) -> None:
    """Text in bokmål is only where the catalogue extracts it: in phrases, rules and help texts."""
    loose = [
        f"{file.relative_to(SOURCE)}:{line}: {text}"
        for file in sorted((SOURCE / package).rglob("*.py"))
        for line, text in _loose_texts(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert loose == []


def _loose_texts(tree: ast.Module) -> list[tuple[int, str]]:
    taken: set[int] = set()
    for node in ast.walk(tree):
        taking: list[ast.AST] = []
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("Phrase", "plural", "progress", "tell", "Rule", "compile"):
                taking += node.args
            taking += [keyword.value for keyword in node.keywords if keyword.arg in ("help", "metavar")]
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            taking.append(node.value)
        taken |= {id(inner) for part in taking for inner in ast.walk(part)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in taken
        and re.search("[æøåÆØÅ«»]", node.value)
    ]


def _ids(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


@pytest.mark.parametrize("package", sorted(path.name for path in SOURCE.iterdir() if path.is_dir()))
def test_no_phrase_is_in_an_f_string(package: str) -> None:
    """There Python 3.11 has one token for the whole, and the catalogue would lack the phrase."""
    for file in (SOURCE / package).rglob("*.py"):
        for string in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            inner = ast.walk(string) if isinstance(string, ast.JoinedStr) else ()
            for call in inner:
                is_phrase = isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
                is_phrase = is_phrase and call.func.id in ("Phrase", "plural")
                assert not (is_phrase and isinstance(call.args[0], ast.Constant)), f"{file}:{string.lineno}"
