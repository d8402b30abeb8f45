"""The rules as a whole: permanent codes and complete wordings."""

from __future__ import annotations

import importlib
import pkgutil
import re
import string
from types import ModuleType

import pytest

from drammenworks.errors import Rule
from drammenworks.errors import rules as package
from drammenworks.errors.rules import all_rules

MODULES = [
    importlib.import_module(f"{package.__name__}.{module.name}")
    for module in pkgutil.iter_modules(package.__path__)
]


def _rules(module: ModuleType) -> list[Rule]:
    return [value for value in vars(module).values() if isinstance(value, Rule)]


def test_every_rule_is_listed_under_a_code_of_its_own() -> None:
    """No module is forgotten, and no code is used twice."""
    assert sorted(rule.code for module in MODULES for rule in _rules(module)) == list(all_rules())


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_codes_are_filed_by_what_they_concern(module: ModuleType) -> None:
    """The first digit of a code is the one that its module begins with."""
    match = re.match(r"DW(\d)xx: ", module.__doc__ or "")
    assert match is not None
    assert all(re.fullmatch(rf"DW{match[1]}\d\d", rule.code) for rule in _rules(module))


@pytest.mark.parametrize("rule", all_rules().values(), ids=all_rules().keys())
def test_every_rule_has_a_message_and_a_hint(rule: Rule) -> None:
    """The message and the hint are whole sentences, and their placeholders have plain names."""
    for wording in (rule.message, rule.hint):
        names = [name for _, name, _, _ in string.Formatter().parse(wording) if name is not None]
        assert all(re.fullmatch("[a-z_]+", name) for name in names)
        assert wording[0].isupper() or wording[0] in "«{"
        assert re.search(r"[.!?]$|\{suggestion\}$", wording)
