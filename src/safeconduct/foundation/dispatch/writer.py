"""The single writer: one thread that commits up to sixteen waiting acts together, a savepoint each."""

import logging
import queue
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from django.db import connection, transaction

from safeconduct.foundation.dispatch.engine import perform
from safeconduct.foundation.dispatch.house import house
from safeconduct.foundation.dispatch.reacting import pass_by, places, react_once
from safeconduct.foundation.journal.ledger import Ledger, ledger
from safeconduct.kernel.acts import Act, Command, Receipt
from safeconduct.kernel.problems import Conflict, Problem

TOGETHER = 16
WAIT_SECONDS = 30.0
log = logging.getLogger(__name__)


@dataclass
class Waiting:
    """An act that waits for the writer, and where its receipt goes."""

    act: Act
    commands: tuple[Command, ...]
    answer: "Future[Receipt]" = field(default_factory=Future)


def commit_together(open_ledger: Ledger, batch: Sequence[Waiting]) -> None:
    """Carry out a batch in one transaction; answers leave only after the commit."""
    answers: list[Receipt | Problem] = []
    before = open_ledger.position
    try:
        with transaction.atomic():
            for waiting in batch:
                answers.append(_attempt(open_ledger, waiting))
            pass_by(house(), open_ledger, before, _types_of(answers))
            open_ledger.sign_moved_heads()
    except BaseException as failure:
        _restore(open_ledger)
        for waiting in batch:
            waiting.answer.set_exception(failure)
        return
    open_ledger.keyring.committed()
    for waiting, answer in zip(batch, answers, strict=True):
        if isinstance(answer, Receipt):
            waiting.answer.set_result(answer)
        else:
            waiting.answer.set_exception(answer)


def _types_of(answers: Sequence[Receipt | Problem]) -> Iterator[str]:
    for answer in answers:
        if isinstance(answer, Receipt) and not answer.repeated:
            yield from (type_name for _stream, _seq, type_name, _subject in answer.entries)


def _attempt(open_ledger: Ledger, waiting: Waiting) -> Receipt | Problem:
    ends, position, moved = dict(open_ledger.ends), open_ledger.position, set(open_ledger.moved)
    keys = open_ledger.keyring.made()
    try:
        with transaction.atomic():
            return perform(house(), open_ledger, waiting.act, waiting.commands)
    except Problem as problem:
        open_ledger.ends, open_ledger.position, open_ledger.moved = ends, position, moved
        open_ledger.keyring.forget_made(keys)
        return problem


def _restore(open_ledger: Ledger) -> None:
    open_ledger.keyring.forget()
    open_ledger.keyring.committed()
    if not connection.in_atomic_block:
        connection.close()
    open_ledger.load_ends()


class Writer(threading.Thread):
    """The node's writer thread. Started once by the process that serves; `submit` hands it work."""

    def __init__(self) -> None:
        super().__init__(name="writer", daemon=True)
        self._queue: queue.Queue[Waiting | None] = queue.Queue()

    def submit(self, act: Act, commands: tuple[Command, ...]) -> Receipt:
        """Wait for the receipt. Raises what the act raised."""
        waiting = Waiting(act, commands)
        self._queue.put(waiting)
        return waiting.answer.result(timeout=WAIT_SECONDS)

    def stop(self) -> None:
        """Finish what waits, then end."""
        self._queue.put(None)
        self.join(timeout=WAIT_SECONDS)

    def run(self) -> None:
        """Commit batches until told to stop; between them, let reactions follow."""
        try:
            while (first := self._queue.get()) is not None:
                batch, stopping = self._gathered(first)
                commit_together(ledger(), batch)
                if self._queue.empty():
                    react()
                if stopping:
                    break
        finally:
            connection.close()

    def _gathered(self, first: Waiting) -> tuple[list[Waiting], bool]:
        batch = [first]
        while len(batch) < TOGETHER:
            try:
                more = self._queue.get_nowait()
            except queue.Empty:
                break
            if more is None:
                return batch, True
            batch.append(more)
        return batch, False


def react() -> None:
    """Let reactions catch up with the journal, a few entries a transaction."""
    open_ledger = ledger()
    at = places()
    for reaction in house().reactions:
        more = at.get(reaction.name, 0) < open_ledger.position
        while more:
            try:
                with transaction.atomic():
                    more = react_once(house(), open_ledger, reaction)
                    open_ledger.sign_moved_heads()
                open_ledger.keyring.committed()
            except Problem as problem:
                _restore(open_ledger)
                log.error("reaction %s stopped: %s", reaction.name, problem.code)
                more = False


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


def submit(act: Act, *commands: Command) -> Receipt:
    """Hand an act to the writer and wait for its receipt; all of its commands, or none.

    Raises the Problem that stopped it. Without a writer thread (tests, command line) it runs in the caller's.
    """
    if _writer:
        return _writer[0].submit(act, commands)
    with _inline:
        waiting = Waiting(act, commands)
        commit_together(ledger(), [waiting])
        receipt = waiting.answer.result()
        react()
        return receipt
