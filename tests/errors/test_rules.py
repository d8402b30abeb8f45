"""The rules as a whole: permanent codes and complete wordings."""

from __future__ import annotations

import re
import string

import pytest

from drammenworks.errors import Rule
from drammenworks.errors.rules import (
    all_rules,
    fields,
    files,
    markdown,
    media,
    references,
    sites,
    themes,
    urls,
)

MODULES = {
    "1": files,
    "2": fields,
    "3": references,
    "4": markdown,
    "5": urls,
    "6": themes,
    "7": media,
    "8": sites,
}


def test_no_code_is_used_twice() -> None:
    """Every rule has a code of its own."""
    codes = [
        rule.code for module in MODULES.values() for rule in vars(module).values() if isinstance(rule, Rule)
    ]
    assert sorted(codes) == list(all_rules())


def test_codes_are_filed_by_what_they_concern() -> None:
    """The first digit of a code says which module it is in."""
    for digit, module in MODULES.items():
        for rule in vars(module).values():
            if isinstance(rule, Rule):
                assert re.fullmatch(rf"DW{digit}\d\d", rule.code)


@pytest.mark.parametrize("rule", all_rules().values(), ids=all_rules().keys())
def test_every_rule_says_what_is_wrong_and_what_to_do(rule: Rule) -> None:
    """The message and the hint are whole sentences, and their placeholders have plain names."""
    for wording in (rule.message, rule.hint):
        names = [name for _, name, _, _ in string.Formatter().parse(wording) if name is not None]
        assert all(re.fullmatch("[a-z_]+", name) for name in names)
        assert wording[0].isupper() or wording[0] in "«{"
        assert re.search(r"[.!?]$|\{suggestion\}$", wording)
