"""Exchanging by itself: listens for peers, and calls each of them every few seconds, more rarely while one is away."""

import logging
import threading
import time
from types import TracebackType

from django.db import connection

from safeconduct.foundation.dispatch import in_writer
from safeconduct.foundation.dispatch.failures import as_problem, name_of
from safeconduct.foundation.exchange import own, queries
from safeconduct.foundation.exchange.calling import exchange_with
from safeconduct.foundation.exchange.listener import Listener
from safeconduct.foundation.exchange.standing import note_trouble
from safeconduct.foundation.exchange.taking_in import Outcome, project_what_waits
from safeconduct.foundation.journal.ledger import Ledger
from safeconduct.kernel.problems import Problem

EVERY = 15.0  # assumption: seconds from one exchange with a peer to the next
LONGEST_PAUSE = 900.0  # assumption: seconds between two attempts at a peer that stays away
log = logging.getLogger(__name__)


class Exchanger:
    """The exchange of a node that serves: `with Exchanger(listens): …`."""

    def __init__(self, listens: str = "", *, every: float = EVERY) -> None:
        self._listens, self._every = listens, every
        self._listener: Listener | None = None
        self._thread = threading.Thread(target=self._run, name="exchange", daemon=True)
        self._wake, self._stopping = threading.Event(), False
        self._next: dict[str, float] = {}  # when each peer is called again, by a clock that nobody sets

    def __enter__(self) -> "Exchanger":
        if self._listens:
            own.make_keys()
            self._listen()
        self._thread.start()
        _running.append(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _running.remove(self)
        self._stopping = True
        self._wake.set()
        if self._listener is not None:
            self._listener.end()
        self._thread.join(timeout=30)

    @property
    def listens(self) -> str:
        """Where other nodes reach this one; empty where they cannot."""
        return self._listens if self._listener is not None else ""

    def now(self) -> None:
        """Call everyone at once, those too that were away."""
        self._next.clear()
        self._wake.set()

    def _listen(self) -> None:
        try:
            self._listener = Listener(self._listens)
        except OSError:
            # The desks go on: this node still calls others, and files can be carried.
            log.error("other nodes cannot reach this one: another program has taken %s", self._listens)
        else:
            self._listener.begin()

    def _run(self) -> None:
        self._finish_projecting()
        while not self._stopping:
            self._round()
            self._wake.wait(timeout=self._until_next())
            self._wake.clear()

    def _until_next(self) -> float:
        due = min(self._next.values(), default=time.monotonic() + self._every)
        return min(max(due - time.monotonic(), 0.05), self._every)

    def _finish_projecting(self) -> None:
        # What was taken in just before the process ended.
        try:
            project_what_waits()
        except Exception as failure:
            log.error("entries wait to be projected: %s", name_of(as_problem(failure)))

    def _round(self) -> None:
        try:
            peers = queries.peers(revoked=False)
            self._next = {node: due for node, due in self._next.items() if node in {one.subject for one in peers}}
            for peer in peers:
                if peer.address and self._next.get(peer.subject, 0.0) <= time.monotonic() and not self._stopping:
                    self._call(peer.subject)
        except Exception as failure:
            log.error("the exchange stopped: %s", name_of(as_problem(failure)))
        finally:
            connection.close()

    def _call(self, node: str) -> None:
        pause = self._every
        try:
            exchange_noting(node)
        except Problem:
            pause = min(self._every * 2.0 ** min(queries.contact_of(node).failures, 10), LONGEST_PAUSE)
        self._next[node] = time.monotonic() + pause


_running: list[Exchanger] = []


def exchange_noting(node: str) -> Outcome:
    """Exchange with a peer; where it fails, remember why. Raises as `exchange_with`."""
    try:
        return exchange_with(node)
    except Problem as problem:
        code = problem.code

        def noted(here: Ledger) -> None:
            note_trouble(here, node, code)

        in_writer(noted)
        raise


def listens_at() -> str:
    """Where other nodes reach this process; empty where they cannot."""
    return next((one.listens for one in _running), "")


def exchange_now() -> bool:
    """Let the exchange that runs in this process begin at once; False where none runs."""
    for one in _running:
        one.now()
    return bool(_running)
