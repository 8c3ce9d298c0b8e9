"""Families of five through HTTP: eight desks at once, one worker process, beside four who read lists.

python -m benchmarks.through_http

A family is what an officer sends: one form for the group with its focal point, one for each further member. Seven
entries in five requests, each an act of its own with its commit; sessions, CSRF, access and gates as always.
"""

import multiprocessing
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks import served
from benchmarks.figures import QUICK, Figure, least, most, quantile, report
from benchmarks.processes import run, say

DESKS, READERS = 8, 4
SECONDS = 6 if QUICK else 30
MEMBERS = 4
LISTS = ("/post/today/", "/post/queue/")


def measure() -> list[Figure]:
    """Without readers, then with them."""
    folder = Path(tempfile.mkdtemp(prefix="safeconduct-bench-"))
    try:
        run("benchmarks.through_http", "make", str(folder))
        with served.serving(folder) as port:
            figures = _figures(port, 0, "")
            figures += _figures(port, READERS, f", beside {READERS} list readers")
        return figures
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _figures(port: int, readers: int, beside: str) -> list[Figure]:
    answers: multiprocessing.Queue[list[float]] = multiprocessing.get_context("spawn").Queue()
    work = multiprocessing.get_context("spawn").Process(target=_work, args=(port, readers, answers))
    work.start()
    latencies = answers.get(timeout=SECONDS + 120)
    work.join()
    rate = len(latencies) / SECONDS
    p95, p99 = quantile(latencies, 0.95), quantile(latencies, 0.99)
    return [
        Figure(f"forms saved through HTTP, {DESKS} desks at once{beside}", rate, "forms/s", "prototype 490/s",
               ">= 150", least(rate, 150)),
        Figure("  families of five in seven entries (five forms each)", rate / (MEMBERS + 1), "families/s"),
        Figure("  p95", p95, "ms", "", "<= 60", most(p95, 60)),
        Figure("  p99", p99, "ms", "prototype 25 ms; without a writer thread 1 s", "<= 80", most(p99, 80)),
    ]  # fmt: skip


def _work(port: int, readers: int, answers: "multiprocessing.Queue[list[float]]") -> None:
    latencies: list[float] = []
    ready, ends = threading.Barrier(DESKS + readers), [0.0]

    def begin(number: int) -> served.Desk:
        desk = served.Desk(port)
        desk.sign_in(f"desk{number}")
        desk.get("/post/register/")
        if ready.wait() == 0:
            ends[0] = time.perf_counter() + SECONDS
        ready.wait()
        return desk

    def officer(number: int) -> None:
        desk, family = begin(number), 0
        while time.perf_counter() < ends[0]:
            family += 1
            latencies.extend(_family(desk, f"{number}{family:05d}"))

    def reader(number: int) -> None:
        desk = begin(number)
        while time.perf_counter() < ends[0]:
            for page in LISTS:
                desk.get(page)
            time.sleep(0.2)

    threads = [threading.Thread(target=officer, args=(number,)) for number in range(DESKS)]
    threads += [threading.Thread(target=reader, args=(DESKS + number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.put(latencies)


def _family(desk: served.Desk, number: str) -> list[float]:
    took = []

    def timed(path: str, data: dict[str, object]) -> str:
        begun = time.perf_counter()
        location = desk.post(path, data)
        took.append((time.perf_counter() - begun) * 1000)
        return location

    focal = {"size": 5, "given_names": "Amina", "family_name": "Haddad", "name_native": "أمينة حداد",
             "nationality": "UKR", "language": "uk", "transport": "car", "direction": "entry",
             "then": "members"}  # fmt: skip
    page = timed("/post/register/", focal)
    for place in range(MEMBERS):
        member = {"given_names": "Omar", "family_name": "Haddad", "name_native": "عمر حداد", "sex": "M",
                  "born": "2015-03-04", "born_calendar": "gregorian", "nationality": "UKR", "relation": "son",
                  "document_type": "passport", "document_number": f"FB{number}{place}", "document_issuer": "UKR",
                  "document_condition": "original", "read_by": "typed", "language": "uk"}  # fmt: skip
        timed(page, member)
    return took


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        served.make(Path(sys.argv[2]), DESKS + READERS)
        say()
    else:
        report(measure)
