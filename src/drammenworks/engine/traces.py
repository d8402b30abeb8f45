"""What each result depended on when it was made, and which results no longer hold.

A trace is the questions that a job asked and the answers that it got. The decision is a pure function of
those facts. Each trace is kept on its own, so that whoever needs a few of them reads and writes a few. It is
packed by the worker that did the job; what was asked is unpacked by whoever looks at it.
"""

from __future__ import annotations

import pickle
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from drammenworks.engine.cache import Cache
from drammenworks.engine.recorder import Question

_SPACE = "traces"
"""What the traces of a name share."""
_EDITION = "edition of traces"
"""The token of the traces of a name."""
_MANY = 0.5
"""The share of traces from which on all are written anew."""
_LITTLE = 100
"""Targets that are asked about one by one rather than looking through all of them again."""

Answers = tuple[Any, ...]
Shared = tuple[tuple[Question, Any], ...]
"""Questions with their answers that are kept once for many traces."""
_Parts = list[int | tuple[Question, Any]]
"""What was asked as it is kept: the places of what is shared, and the rest."""
_Asked = tuple[tuple[Question, ...], Answers]


class Reason(NamedTuple):
    """Why a target is made again."""

    question: Question | None
    """Whose answer is another now; None for a target that was never made."""


NEW = Reason(None)
LOST = Reason(("result lost",))
"""The trace holds, but what it gave is no longer kept."""


class Packer:
    """Packs what a job asked, without what is shared: a fifth of the size, and of the time to read it."""

    def __init__(self, shared: Shared = ()) -> None:
        """Take what is shared, in the order in which packed traces count it."""
        self.shared = shared
        self._numbers = {question: number for number, (question, _) in enumerate(shared)}

    def pack(self, asked: Mapping[Question, Any], result: Any, reason: Reason) -> bytes:
        """Return a trace as it is kept.

        :param asked: the questions and their answers.
        """
        shared, numbers = self.shared, self._numbers
        parts: _Parts = []
        for pair in asked.items():
            number = numbers.get(pair[0])
            parts.append(pair if number is None or shared[number][1] != pair[1] else number)
        return pickle.dumps((parts, result, reason), pickle.HIGHEST_PROTOCOL)


class Trace:
    """A result, and what it depends on. Frozen, but for being unpacked when somebody looks."""

    __slots__ = ("_asked", "_packed", "_shared", "reason", "result")

    def __init__(
        self, packed: bytes, shared: Shared, result: Any, reason: Reason, asked: _Asked | None = None
    ) -> None:
        """Take a trace as it is kept, with what is unpacked of it already.

        :param reason: why the result was made.
        :param asked: the questions and the answers.
        """
        self._packed = packed
        self._shared = shared
        self._asked = asked
        self.result = result
        self.reason = reason

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the job asked."""
        return self._unpacked()[0]

    @property
    def answers(self) -> Answers:
        """To each question, as they were when the result was made and have been ever since."""
        return self._unpacked()[1]

    def packed(self, packer: Packer) -> bytes:
        """Return the trace as it is kept beside others of the packer."""
        if self._shared is packer.shared:
            return self._packed
        return packer.pack(dict(zip(*self._unpacked(), strict=True)), self.result, self.reason)

    def _unpacked(self) -> _Asked:
        if self._asked is None:
            parts, _, _ = pickle.loads(self._packed)
            self._asked = _pairs(parts, self._shared)
        return self._asked


@dataclass(slots=True)
class Traces:
    """The traces of one build of one site."""

    by_target: dict[str, Trace] = field(default_factory=dict)
    shared: Shared = ()
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

    def asked(self, by_target: Mapping[str, Trace]) -> Iterable[Question]:
        """Return what the targets asked, but for a few that were made since it was looked through."""
        self.look_through(by_target)
        assert self._by_question is not None
        return self._by_question.keys()

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


def is_most(some: int, everything: int) -> bool:
    """Tell whether so many traces are others that it is best to keep all of them anew."""
    return some > _MANY * everything


def save_traces(
    cache: Cache, name: str, by_target: Mapping[str, Trace], packer: Packer, *, known: Traces
) -> Traces:
    """Keep these traces under ``name`` from the next commit on, and return them as they are kept.

    :param packer: the one that packed most of those that are new.
    :param known: what was loaded; what is the same is not written again, unless another process wrote since.
    """
    if token_of_traces(cache, name) != known.token:
        known = Traces()
    changed = {
        target: trace for target, trace in by_target.items() if trace is not known.by_target.get(target)
    }
    if is_most(len(changed), len(by_target)):
        cache.drop_space(_space(name))
        cache.put(_SPACE, [(name, pickle.dumps(packer.shared, pickle.HIGHEST_PROTOCOL))])
        token = save_some_traces(cache, name, by_target, packer)
        return Traces(dict(by_target), packer.shared, token)
    cache.drop(_space(name), known.by_target.keys() - by_target.keys())
    token = save_some_traces(cache, name, changed, Packer(known.shared))
    return Traces(dict(by_target), known.shared, token)


def save_some_traces(
    cache: Cache, name: str, by_target: Mapping[str, Trace], packer: Packer | None = None
) -> bytes:
    """Keep these traces among the others of ``name`` from the next commit on, and return their new token.

    :param packer: the one that packs the others; made of what is kept when None.
    """
    if packer is None:
        packer = Packer(_load_shared(cache, name) or ())
    cache.put(_space(name), ((target, trace.packed(packer)) for target, trace in by_target.items()))
    token = f"{time.time()} {secrets.token_hex(8)}".encode()
    cache.put(_EDITION, [(name, token)])
    return token


def _space(name: str) -> str:
    return f"{_SPACE} {name}"


def _load_shared(cache: Cache, name: str) -> Shared | None:
    stored = cache.get(_SPACE, name)
    if stored is None:
        return None
    shared: Shared = pickle.loads(stored)
    return shared


def _unpack(stored: bytes, shared: Shared) -> Trace:
    parts, result, reason = pickle.loads(stored)
    return Trace(stored, shared, result, reason, _pairs(parts, shared))


def _pairs(parts: _Parts, shared: Shared) -> _Asked:
    pairs = [shared[part] if isinstance(part, int) else part for part in parts]
    questions, answers = zip(*pairs, strict=True) if pairs else ((), ())
    return questions, answers
