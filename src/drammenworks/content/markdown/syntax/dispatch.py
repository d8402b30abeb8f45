"""Rules by the character that they begin with: each place tries only those that could match there.

markdown-it tries a dozen rules at each line, and at each character that is not plain text. Nearly all of them
look at the character at hand first and give up. Asking the character first takes a third of the time, and
gives the same tokens: a rule that is not tried is one that would have given up.
"""

from __future__ import annotations

from collections.abc import Mapping

from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.parser_inline import RuleFuncInlineType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

ANY_OTHER = ""
"""Begins with none of the characters that other rules name."""

FirstCharacters = Mapping[str, str]
"""The characters that each rule may begin with, by its name, or ``ELSEWHERE``. One that is not here begins
with any."""


class BlockRuler(Ruler[RuleFuncBlockType]):
    """The rules of blocks; each chain is handed out as one rule, which tries those that it may be."""

    def __init__(self, rules: Ruler[RuleFuncBlockType], beginnings: FirstCharacters) -> None:
        """Take over the rules of another ruler, which must have them all by now."""
        super().__init__()
        self.__rules__ = rules.__rules__
        self._active = rules.get_active_rules()
        chains = {"", *(name for rule in self.__rules__ if rule.enabled for name in rule.alt)}
        self._chains = {
            chain: [
                _any_block(
                    [
                        (beginnings.get(rule.name), rule.fn)
                        for rule in self.__rules__
                        if rule.enabled and (not chain or chain in rule.alt)
                    ]
                )
            ]
            for chain in chains
        }

    def getRules(self, chainName: str = "") -> list[RuleFuncBlockType]:  # noqa: N802, N803
        """Return the one rule that stands for a chain."""
        return self._chains.get(chainName, [])

    def get_active_rules(self) -> list[str]:
        """Return the names of the rules; asked for once per document."""
        return self._active


class InlineRuler(Ruler[RuleFuncInlineType]):
    """The rules of running text, handed out as one rule; no two of them begin with the same character."""

    def __init__(
        self, rules: Ruler[RuleFuncInlineType], beginnings: FirstCharacters, plain: RuleFuncInlineType
    ) -> None:
        """Take over the rules of another ruler, which must have them all by now.

        :param plain: the rule for every other character.
        """
        super().__init__()
        self.__rules__ = rules.__rules__
        by_character = {
            character: rule.fn
            for rule in self.__rules__
            if rule.enabled
            for character in beginnings.get(rule.name, "")
        }

        def any_rule(state: StateInline, silent: bool) -> bool:
            return by_character.get(state.src[state.pos], plain)(state, silent)

        self._chain: list[RuleFuncInlineType] = [any_rule]

    def getRules(self, chainName: str = "") -> list[RuleFuncInlineType]:  # noqa: N802, N803
        """Return the one rule that stands for all."""
        return self._chain


def _any_block(rules: list[tuple[str | None, RuleFuncBlockType]]) -> RuleFuncBlockType:
    characters = {character for begins, _ in rules for character in begins or ""}
    others = _rules_for("", rules)
    by_character = {character: _rules_for(character, rules) for character in characters}

    def any_rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        start = state.bMarks[start_line] + state.tShift[start_line]
        # A slice, because an empty line may be the end of the text.
        for rule in by_character.get(state.src[start : start + 1], others):
            if rule(state, start_line, end_line, silent):
                return True
        return False

    return any_rule


def _rules_for(
    character: str, rules: list[tuple[str | None, RuleFuncBlockType]]
) -> tuple[RuleFuncBlockType, ...]:
    """Return the rules that may begin with a character; with none that any rule names, when it is empty."""
    return tuple(
        rule
        for begins, rule in rules
        if begins is None or (character in begins if character else begins == ANY_OTHER)
    )
