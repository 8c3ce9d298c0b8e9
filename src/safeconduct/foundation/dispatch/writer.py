"""The single writer: one thread that commits up to sixteen waiting acts together, a savepoint each.

Writes to ordinary tables (sessions, drafts, settings) wait in the same line: beside it they would wait for SQLite's
lock, which goes to whoever happens to ask next and not to whoever waits longest.
"""

import logging
import math
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import IntegrityError, connection, transaction

from safeconduct.foundation.dispatch.attempting import attempt
from safeconduct.foundation.dispatch.failures import as_problem, name_of
from safeconduct.foundation.dispatch.house import house
from safeconduct.foundation.dispatch.reacting import is_behind, pass_by, react_once
from safeconduct.foundation.journal.ledger import Ledger, ledger
from safeconduct.foundation.journal.statements import DATABASE_FAILS
from safeconduct.kernel.acts import Act, Command, Receipt
from safeconduct.kernel.problems import Conflict

TOGETHER = 16
REACT_EVERY = 16  # batches: a queue that never empties does not starve reactions
REACT_SECONDS = 0.02  # assumption: how long those who wait then stand aside; more would be felt at the desks
LAST_SECONDS = 5.0  # assumption: how long the end waits for reactions; a service manager waits longer
WAIT_SECONDS = 30.0
log = logging.getLogger(__name__)
Answer = TypeVar("Answer")


@dataclass
class Waiting:
    """An act that waits for the writer, and where its receipt goes."""

    act: Act
    commands: tuple[Command, ...]
    answer: "Future[Receipt]" = field(default_factory=Future)
    along: Callable[[], Any] | None = None  # a write to ordinary tables in the same commit, if the act is accepted


@dataclass
class Errand:
    """A write to ordinary tables that is committed with the acts beside it, and where its result goes."""

    do: Callable[[], Any]
    answer: "Future[Any]" = field(default_factory=Future)


@dataclass
class Work:
    """Anything else that writes the journal, such as taking in what another node sends; a transaction of its own."""

    work: Callable[[Ledger], Any]
    answer: "Future[Any]" = field(default_factory=Future)


def carry_out(open_ledger: Ledger, work: Work) -> None:
    """Do the work in one transaction; its answer leaves only after the commit."""
    try:
        open_ledger.settle()
        with transaction.atomic():
            answer = work.work(open_ledger)
            open_ledger.sign_moved_heads()
    except BaseException as failure:
        _abandon(open_ledger)
        work.answer.set_exception(as_problem(failure))
        return
    open_ledger.keyring.committed()
    work.answer.set_result(answer)


def commit_together(open_ledger: Ledger, batch: Sequence[Waiting | Errand]) -> None:
    """Carry out a batch in one transaction; answers leave only after the commit."""
    answers: list[Any] = []
    notes: list[Any] = []
    try:
        open_ledger.settle()
        before = open_ledger.position
        with transaction.atomic():
            for waiting in batch:
                answers.append(_answer_to(open_ledger, waiting))
                notes += _noted(open_ledger, waiting, answers[-1])
            if open_ledger.position > before:
                pass_by(house(), open_ledger, before, _types_of([*answers, *notes]))
                open_ledger.sign_moved_heads()
    except BaseException as failure:
        _abandon(open_ledger)
        for waiting in batch:
            waiting.answer.set_exception(as_problem(failure))
        return
    open_ledger.keyring.committed()
    if any(isinstance(answer, IntegrityError) for answer in answers):
        open_ledger.unsettle()  # somebody else may have written
    for waiting, answer in zip(batch, answers, strict=True):
        if isinstance(answer, Exception):
            waiting.answer.set_exception(answer)
        else:
            waiting.answer.set_result(answer)


def _answer_to(open_ledger: Ledger, waiting: Waiting | Errand) -> Any:
    if isinstance(waiting, Errand):
        return _done(waiting.do)
    answer = attempt(house(), open_ledger, waiting.act, waiting.commands)
    if waiting.along and isinstance(answer, Receipt):
        stopped = _done(waiting.along)
        if isinstance(stopped, Exception):
            log.error("what goes along with an act failed: %s", name_of(stopped))
    return answer


def _noted(open_ledger: Ledger, waiting: Waiting | Errand, answer: Any) -> list[Any]:
    """What is noted of an act that was stopped, whichever door it came through: in the commit of its answer."""
    if isinstance(waiting, Errand) or not isinstance(answer, Exception):
        return []
    found = _done(lambda: house().noted(waiting.act, waiting.commands, answer, open_ledger.clock.now()))
    if isinstance(found, Exception):
        log.error("what was stopped could not be noted: %s", name_of(found))
        return []
    return [attempt(house(), open_ledger, act, (command,)) for act, command in found]


def _done(do: Callable[[], Any]) -> Any:
    """What it gives, or the exception that stopped it and left nothing behind."""
    try:
        with transaction.atomic():
            return do()
    except DATABASE_FAILS:
        raise
    except Exception as stopped:
        return stopped


def _types_of(answers: Sequence[Any]) -> Iterator[str]:
    for answer in answers:
        if isinstance(answer, Receipt) and not answer.repeated:
            yield from (type_name for _stream, _seq, type_name, _subject in answer.entries)


def _abandon(open_ledger: Ledger) -> None:
    # Whether the commit reached the disk is not known here: the next to write reads where the streams end.
    open_ledger.unsettle()
    if not connection.in_atomic_block:
        connection.close()


class Writer(threading.Thread):
    """The node's writer thread. Started once by the process that serves; `submit` hands it work."""

    def __init__(self) -> None:
        super().__init__(name="writer", daemon=True)
        self._queue: queue.Queue[Waiting | Errand | Work | None] = queue.Queue()
        self._end_by = math.inf

    def submit(self, act: Act, commands: tuple[Command, ...], along: Callable[[], Any] | None = None) -> Receipt:
        """Wait for the receipt. Raises what the act raised; Conflict node.busy after half a minute."""
        return self._answered(Waiting(act, commands, along=along))

    def do(self, do: Callable[[], Answer]) -> Answer:
        """Wait for what an errand gives, once it is on the disk. Raises what it raised; Conflict node.busy."""
        return self._answered(Errand(do))

    def work(self, work: Callable[[Ledger], Answer]) -> Answer:
        """Wait for the answer of other work on the journal. Raises what it raised; Conflict node.busy."""
        return self._answered(Work(work))

    def _answered(self, waiting: Waiting | Errand | Work) -> Any:
        self._queue.put(waiting)
        try:
            return waiting.answer.result(timeout=WAIT_SECONDS)
        except TimeoutError:
            raise Conflict("node.busy") from None

    def stop(self) -> None:
        """Finish what waits, then end; reactions that would take longer are done at the next start."""
        self._end_by = time.monotonic() + LAST_SECONDS
        self._queue.put(None)
        self.join(timeout=WAIT_SECONDS)

    def run(self) -> None:
        """Commit batches until told to stop; between them, let reactions follow."""
        batches = 0
        try:
            react(go_on=self._has_time)  # what was left undone when the process last ended
            while (first := self._queue.get()) is not None:
                batch, then = self._gathered(first)
                if batch:
                    commit_together(ledger(), batch)
                if isinstance(then, Work):
                    carry_out(ledger(), then)
                batches += 1
                if ledger().settled:
                    self._react(batches)
                if then is None:
                    break
        finally:
            connection.close()

    def _react(self, batches: int) -> None:
        """Let reactions follow while nobody waits; where somebody always does, for a moment now and then."""
        if self._has_time():
            react(go_on=self._has_time)
        elif batches % REACT_EVERY == 0:
            until = time.monotonic() + REACT_SECONDS
            react(go_on=lambda: self._has_time() or time.monotonic() < until)

    def _has_time(self) -> bool:
        """Whether nobody waits, and the end, once it is asked for, is not due."""
        waiting = self._queue.queue  # looked at, not taken: this thread alone takes
        return (not waiting or waiting[0] is None) and time.monotonic() < self._end_by

    def _gathered(self, first: Waiting | Errand | Work) -> tuple[list[Waiting | Errand], Work | bool | None]:
        """The acts of one commit, and what comes after them: other work, the end (None), or nothing yet (True)."""
        batch: list[Waiting | Errand] = []
        item: Waiting | Errand | Work | None = first
        while isinstance(item, Waiting | Errand):
            batch.append(item)
            if len(batch) == TOGETHER:
                return batch, True
            try:
                item = self._queue.get_nowait()
            except queue.Empty:
                return batch, True
        return batch, item


def react(*, go_on: Callable[[], bool] = lambda: True) -> None:
    """Let reactions catch up with the journal, a few entries a transaction, as long as there is time."""
    try:
        _catch_up(ledger(), go_on)
    except Exception as failure:
        # The database fails, not a reaction. It is tried again after the next act.
        _abandon(ledger())
        log.error("reactions stopped: %s", name_of(as_problem(failure)))


def _catch_up(open_ledger: Ledger, go_on: Callable[[], bool]) -> None:
    open_ledger.settle()
    more = is_behind(house(), open_ledger)
    while more:
        with transaction.atomic():
            more = react_once(house(), open_ledger, go_on)
            open_ledger.sign_moved_heads()
        open_ledger.keyring.committed()
        more = more and go_on()


_writer: list[Writer] = []
_inline = threading.RLock()


def start_writer() -> Writer:
    """Start the writer thread of this process. Raises Conflict if there is one."""
    if _writer:
        raise Conflict("node.second_writer")
    writer = Writer()
    writer.start()
    _writer.append(writer)
    return writer


def stop_writer() -> None:
    """Stop the writer thread, if there is one."""
    while _writer:
        _writer.pop().stop()


def submit(act: Act, *commands: Command, along: Callable[[], Any] | None = None) -> Receipt:
    """Hand an act to the writer and wait for its receipt; all of its commands, or none.

    `along` writes to ordinary tables in the same commit, if the act is accepted: the draft goes as the record comes.
    Raises the Problem that stopped it. Without a writer thread (tests, command line) it runs in the caller's.
    """
    if _writer:
        return _writer[0].submit(act, commands, along)
    with _inline:
        waiting = Waiting(act, commands, along=along)
        commit_together(ledger(), [waiting])
        receipt = waiting.answer.result()
        react()
        return receipt


def in_writer(work: Callable[[Ledger], Answer]) -> Answer:
    """Do other work on the journal where acts are written, in a transaction of its own, and wait for its answer.

    Raises what it raised; nothing of it stays then. Without a writer thread it runs in the caller's.
    """
    if _writer:
        return _writer[0].work(work)
    with _inline:
        waiting = Work(work)
        carry_out(ledger(), waiting)
        answer: Answer = waiting.answer.result()
        react()
        return answer


def in_turn(do: Callable[[], Answer]) -> Answer:
    """Write to ordinary tables in one's turn among the acts, in their commit; returns when it is on the disk.

    `do` runs in the writer's thread and knows nothing of the request. Raises what it raised; nothing of it stays then.
    """
    if _writer and threading.current_thread() is not _writer[0]:
        return _writer[0].do(do)
    with _inline, transaction.atomic():
        return do()
