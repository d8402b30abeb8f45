"""What each result depended on when it was made, and which results no longer hold.

A trace is the questions that a job asked and the answers that it got. The decision is a pure function of
those facts. Each trace is kept on its own, so that whoever needs a few of them reads and writes a few.
"""

from __future__ import annotations

import pickle
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from drammenworks.base.packed import Packed
from drammenworks.engine.cache import Cache
from drammenworks.engine.recorder import Question

_SPACE = "traces"
"""What the traces of a name share."""
_EDITION = "edition of traces"
"""The token of the traces of a name."""
_ASKED_BY_MANY = 8
"""From how many traces on a question and its answer are kept once for all of them."""
_MANY = 0.5
"""The share of traces from which on all are written anew."""
_LITTLE = 100
"""Targets that are asked about one by one rather than looking through all of them again."""

Answers = tuple[Any, ...]
_Shared = tuple[tuple[Question, Any], ...]


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
    answers: Answers
    """To each question, as they were when the result was made and have been ever since."""
    result: Any
    reason: Reason
    """Why it was made."""


@dataclass(slots=True)
class Traces:
    """The traces of one build of one site."""

    by_target: dict[str, Trace] = field(default_factory=dict)
    shared: _Shared = ()
    """What many of them have in common."""
    token: bytes | None = None
    """Tells them, as they are kept, from those of any other time."""


def out_of_date(
    targets: Iterable[str], traces: Traces, answer: Callable[[Question], Any]
) -> dict[str, Reason]:
    """Return the targets whose trace no longer holds, each with the first reason.

    :param answer: gives a question's answer as of now.
    """
    reasons: dict[str, Reason] = {}
    for target in targets:
        trace = traces.by_target.get(target)
        if trace is None:
            reasons[target] = NEW
            continue
        for question, before in zip(trace.questions, trace.answers, strict=True):
            if answer(question) != before:
                reasons[target] = Reason(question)
                break
    return reasons


class Dependents:
    """Tells which targets may depend on a question, without looking at every trace each time."""

    def __init__(self) -> None:
        self._by_question: dict[Question, list[str]] | None = None
        self._made_since: set[str] = set()

    def made(self, targets: Iterable[str]) -> None:
        """Note that these targets have other traces since."""
        self._made_since.update(targets)

    def look_through(self, by_target: Mapping[str, Trace]) -> None:
        """Look through all traces now, unless little has changed since: 0.1 s for 10,000 pages."""
        if self._by_question is not None and len(self._made_since) <= _LITTLE:
            return
        self._by_question = {}
        self._made_since.clear()
        for target, trace in by_target.items():
            for question in trace.questions:
                self._by_question.setdefault(question, []).append(target)

    def of(self, questions: Iterable[Question], by_target: Mapping[str, Trace]) -> set[str]:
        """Return all targets that depend on one of the questions, and a few that may not."""
        self.look_through(by_target)
        assert self._by_question is not None
        found = self._made_since.copy()
        for question in questions:
            found.update(self._by_question.get(question, ()))
        return found


def load_traces(cache: Cache, name: str) -> Traces:
    """Return the traces kept under ``name``; none when there are none that are whole."""
    shared = _load_shared(cache, name)
    if shared is None:
        return Traces()
    by_target = {target: _unpack(stored, shared) for target, stored in cache.items(_space(name))}
    return Traces(by_target, shared, token_of_traces(cache, name))


def load_some_traces(cache: Cache, name: str, targets: Iterable[str]) -> dict[str, Trace]:
    """Return the traces of these targets alone, those of them that are kept and whole."""
    shared = _load_shared(cache, name)
    if shared is None:
        return {}
    stored = {target: cache.get(_space(name), target) for target in targets}
    return {target: _unpack(data, shared) for target, data in stored.items() if data is not None}


def token_of_traces(cache: Cache, name: str) -> bytes | None:
    """Return what tells the traces kept under ``name`` from those of any other time."""
    return cache.get(_EDITION, name)


def traces_by_age(cache: Cache, *, days: int) -> tuple[list[str], list[str]]:
    """Return the names of the traces kept within ``days`` days, and of the older ones."""
    oldest = time.time() - days * 86_400
    kept_at = {name: float(stored.partition(b" ")[0]) for name, stored in cache.items(_EDITION)}
    recent = [name for name, moment in kept_at.items() if moment >= oldest]
    return recent, [name for name in kept_at if name not in recent]


def drop_traces(cache: Cache, names: Iterable[str]) -> None:
    """Forget traces from the next commit on."""
    for name in names:
        cache.drop(_SPACE, [name])
        cache.drop(_EDITION, [name])
        cache.drop_space(_space(name))


def save_traces(cache: Cache, name: str, by_target: Mapping[str, Trace], *, known: Traces) -> Traces:
    """Keep these traces under ``name`` from the next commit on, and return them as they are kept.

    :param known: what was loaded; what is the same is not written again, unless another process wrote since.
    """
    if token_of_traces(cache, name) != known.token:
        known = Traces()
    changed = {
        target: trace for target, trace in by_target.items() if trace is not known.by_target.get(target)
    }
    if len(changed) > _MANY * len(by_target):
        cache.drop_space(_space(name))
        shared = _shared_by_many(by_target.values())
        cache.put(_SPACE, [(name, pickle.dumps(shared, pickle.HIGHEST_PROTOCOL))])
        token = save_some_traces(cache, name, by_target, shared)
        return Traces(dict(by_target), shared, token)
    cache.drop(_space(name), known.by_target.keys() - by_target.keys())
    token = save_some_traces(cache, name, changed, known.shared)
    return Traces(dict(by_target), known.shared, token)


def save_some_traces(
    cache: Cache, name: str, by_target: Mapping[str, Trace], shared: _Shared | None = None
) -> bytes:
    """Keep these traces among the others of ``name`` from the next commit on, and return their new token.

    :param shared: what is kept once for all; read when None.
    """
    if shared is None:
        shared = _load_shared(cache, name) or ()
    numbers = {question: number for number, (question, _) in enumerate(shared)}
    cache.put(_space(name), ((target, _pack(trace, shared, numbers)) for target, trace in by_target.items()))
    token = f"{time.time()} {secrets.token_hex(8)}".encode()
    cache.put(_EDITION, [(name, token)])
    return token


def _space(name: str) -> str:
    return f"{_SPACE} {name}"


def _load_shared(cache: Cache, name: str) -> _Shared | None:
    stored = cache.get(_SPACE, name)
    if stored is None:
        return None
    shared: _Shared = pickle.loads(stored)
    return shared


def _shared_by_many(traces: Iterable[Trace]) -> _Shared:
    counts: Counter[Question] = Counter()
    answers: dict[Question, Any] = {}
    for trace in traces:
        counts.update(trace.questions)
        answers.update(zip(trace.questions, trace.answers, strict=True))
    return tuple(
        (question, answers[question]) for question, count in counts.items() if count >= _ASKED_BY_MANY
    )


def _pack(trace: Trace, shared: _Shared, numbers: Mapping[Question, int]) -> bytes:
    """Pack a trace without what is shared: a fifth of the size, and of the time to read it."""
    parts: list[int | tuple[Question, Any]] = []
    for question, answer in zip(trace.questions, trace.answers, strict=True):
        number = numbers.get(question, -1)
        parts.append(number if number >= 0 and shared[number][1] == answer else (question, answer))
    return pickle.dumps((parts, trace.result, trace.reason), pickle.HIGHEST_PROTOCOL)


def _unpack(stored: bytes, shared: _Shared) -> Trace:
    parts, result, reason = pickle.loads(stored)
    pairs = [shared[part] if isinstance(part, int) else part for part in parts]
    questions, answers = zip(*pairs, strict=True) if pairs else ((), ())
    return Trace(questions, answers, result, reason)
