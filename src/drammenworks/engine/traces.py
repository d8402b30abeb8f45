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
_LATER = "later traces"
"""What has changed since the traces of a name were written together."""
_FEW = 0.1
"""The share of traces up to which changes are kept apart."""


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
    kept_answers: dict[Question, Any] = field(default_factory=dict)
    """As they were when all was last written together; the differences are kept apart."""
    kept: dict[str, Trace] = field(default_factory=dict)
    """The traces likewise."""


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
    _, answers, by_target, _ = pickle.loads(stored)
    later = cache.get(_LATER, name)
    if later is None:
        return Traces(answers, by_target, answers, by_target)
    _, newer_answers, changed, gone = pickle.loads(later)
    together = {target: trace for target, trace in by_target.items() if target not in gone} | changed
    return Traces(answers | newer_answers, together, answers, by_target)


def traces_by_age(cache: Cache, *, days: int) -> tuple[list[str], list[str]]:
    """Return the names of the traces kept within ``days`` days, and of the older ones."""
    oldest = time.time() - days * 86_400
    kept_at: dict[str, float] = {}
    for space in (_SPACE, _LATER):
        kept_at |= {name: pickle.loads(stored)[0] for name, stored in cache.items(space)}
    recent = [name for name, moment in kept_at.items() if moment >= oldest]
    return recent, [name for name in kept_at if name not in recent]


def drop_traces(cache: Cache, names: Iterable[str]) -> None:
    """Forget traces from the next commit on."""
    names = list(names)
    cache.drop(_SPACE, names)
    cache.drop(_LATER, names)


def save_traces(
    cache: Cache,
    name: str,
    by_target: Mapping[str, Trace],
    answer: Callable[[Question], Any],
    *,
    known: Traces,
) -> None:
    """Keep these traces under ``name`` from the next commit on, with the answers as of now.

    When little has changed since ``known`` was kept, only that is written, beside it: packing the traces of
    10,000 pages anew takes longer than everything else that one edit costs.
    """
    changed = {target: trace for target, trace in by_target.items() if trace is not known.kept.get(target)}
    gone = known.kept.keys() - by_target.keys()
    if known.kept and len(changed) + len(gone) <= _FEW * len(by_target):
        questions = {question for trace in changed.values() for question in trace.questions}
        answers = {question: answer(question) for question in questions}
        answers |= {
            question: now for question, old in known.kept_answers.items() if (now := answer(question)) != old
        }
        _put(cache, _LATER, name, answers, changed, gone)
        return
    shared: dict[Question, Question] = {}
    traces = {}
    for target, trace in by_target.items():
        # One object for equal questions makes what is kept a fifth as large.
        shared_questions = tuple(shared.setdefault(question, question) for question in trace.questions)
        traces[target] = Trace(shared_questions, trace.result, trace.reason)
    _put(cache, _SPACE, name, {question: answer(question) for question in shared}, traces, ())
    cache.drop(_LATER, [name])


def _put(
    cache: Cache,
    space: str,
    name: str,
    answers: Mapping[Question, Any],
    traces: Mapping[str, Trace],
    gone: Iterable[str],
) -> None:
    kept = (time.time(), dict(answers), dict(traces), tuple(gone))
    cache.put(space, [(name, pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))])
