"""What each result depended on when it was made, and which results no longer hold.

A trace is the questions that a job asked. All answers of a build are kept beside the traces, since one
build gives one question one answer. The decision is a pure function of those facts.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from drammenworks.base.packed import Packed
from drammenworks.engine.cache import Cache
from drammenworks.engine.recorder import Question

_SPACE = "traces"


@dataclass(frozen=True, slots=True)
class Reason(Packed):
    """Why a target is made again."""

    question: Question | None
    """Whose answer is another now; None for a target that was never made."""


NEW = Reason(None)
LOST = Reason(("result lost",))
"""The trace holds, but what it gave is no longer kept."""


@dataclass(frozen=True, slots=True)
class Trace(Packed):
    """A result, and what it depends on."""

    questions: tuple[Question, ...]
    result: Any
    reason: Reason
    """Why it was made."""


@dataclass(slots=True)
class Traces:
    """The traces of one build of one site."""

    answers: dict[Question, Any] = field(default_factory=dict)
    by_target: dict[str, Trace] = field(default_factory=dict)


def out_of_date(
    targets: Iterable[str], traces: Traces, answer: Callable[[Question], Any]
) -> dict[str, Reason]:
    """Return the targets whose trace no longer holds, each with the first reason.

    :param answer: gives a question's answer as of now.
    """
    changed = {question for question, old in traces.answers.items() if answer(question) != old}
    reasons: dict[str, Reason] = {}
    for target in targets:
        trace = traces.by_target.get(target)
        if trace is None:
            reasons[target] = NEW
        elif not changed.isdisjoint(trace.questions):
            question = next(question for question in trace.questions if question in changed)
            reasons[target] = Reason(question)
    return reasons


def load_traces(cache: Cache, name: str) -> Traces:
    """Return the traces kept under ``name``; none when there are none that are whole."""
    stored = cache.get(_SPACE, name)
    if stored is None:
        return Traces()
    _, answers, by_target = pickle.loads(stored)
    return Traces(answers, by_target)


def traces_by_age(cache: Cache, *, days: int) -> tuple[list[str], list[str]]:
    """Return the names of the traces kept within ``days`` days, and of the older ones."""
    oldest = time.time() - days * 86_400
    recent: list[str] = []
    old: list[str] = []
    for name, stored in cache.items(_SPACE):
        kept_at: float = pickle.loads(stored)[0]
        (recent if kept_at >= oldest else old).append(name)
    return recent, old


def drop_traces(cache: Cache, names: Iterable[str]) -> None:
    """Forget traces from the next commit on."""
    cache.drop(_SPACE, names)


def save_traces(
    cache: Cache, name: str, by_target: Mapping[str, Trace], answer: Callable[[Question], Any]
) -> None:
    """Keep these traces under ``name`` from the next commit on, with the answers as of now."""
    answers: dict[Question, Any] = {}
    shared: dict[Question, Question] = {}
    traces = {}
    for target, trace in by_target.items():
        # One object for equal questions makes what is kept a fifth as large.
        questions = tuple(shared.setdefault(question, question) for question in trace.questions)
        traces[target] = Trace(questions, trace.result, trace.reason)
    for question in shared:
        answers[question] = answer(question)
    cache.put(_SPACE, [(name, pickle.dumps((time.time(), answers, traces), pickle.HIGHEST_PROTOCOL))])
