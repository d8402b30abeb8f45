"""The rules by which questions are asked again after a change of the content."""

from __future__ import annotations

from inspect import signature
from pathlib import Path

import pytest

from drammenworks.render.difference import Difference
from drammenworks.render.facts import Facts
from tests.pipeline.test_sitting import SittingBench


@pytest.fixture
def bench(tmp_path: Path) -> SittingBench:
    bench = SittingBench(tmp_path)
    bench.build()
    return bench


def test_every_rule_is_of_a_question(bench: SittingBench) -> None:
    """With the same arguments: a rule for a question that is called otherwise now would never be asked."""
    materials = bench.sights[-1].works["a"].facts.materials
    rules = Difference(materials, materials)._rules
    expected = {
        name: len(signature(getattr(Facts, f"_{name}")).parameters) - 1
        for name in rules
        if hasattr(Facts, f"_{name}")
    }
    assert expected == {name: len(signature(rule).parameters) for name, rule in rules.items()}


def test_a_change_of_nothing_leaves_the_ruled_questions_alone(bench: SittingBench) -> None:
    """What no rule is for is asked again after any change, and answered as before."""
    facts = bench.sights[-1].works["a"].facts
    difference = Difference(facts.materials, facts.materials)
    asked = facts.answers.keys()
    touched = {question[0] for question in asked if difference._may_touch(question)}
    assert touched.isdisjoint(difference._rules)
    assert {question[0] for question in asked} > difference._rules.keys() > {"meta", "body", "link"}
    assert difference.facts(facts, asked, facts.materials)[1] == []
