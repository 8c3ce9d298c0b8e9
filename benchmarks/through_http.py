"""Families of five through HTTP: eight desks at once, one worker process, beside four who read lists.

python -m benchmarks.through_http

A family is what an officer sends, in one of two ways, with sessions, CSRF, access and gates as always:
- at the line, one form for the group with its focal point and one for each further member, each an act with its commit;
- from paper, the whole family in one form: seven entries in one act.
"""

import multiprocessing
import shutil
import sys
import tempfile
import threading
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks import served
from benchmarks.figures import QUICK, Figure, least, most, quantile, report
from benchmarks.processes import run, say
from safeconduct.kernel.tokens import make_form_serial

DESKS, READERS = 8, 4
SECONDS = 6 if QUICK else 30
MEMBERS = 4
POST_ZONE = ZoneInfo("Europe/Chisinau")  # that of the post in benchmarks/nodes.py
LISTS = ("/post/today/", "/post/queue/")


def measure() -> list[Figure]:
    """Without readers, then with them."""
    folder = Path(tempfile.mkdtemp(prefix="safeconduct-bench-"))
    try:
        run("benchmarks.through_http", "make", str(folder))
        with served.serving(folder) as port:
            figures = _at_the_line(port, 0, "") + _from_paper(port, 0, "")
            beside = f", beside {READERS} list readers"
            return [*figures, *_at_the_line(port, READERS, beside), *_from_paper(port, READERS, beside)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _at_the_line(port: int, readers: int, beside: str) -> list[Figure]:
    rate, latencies = _measured(port, readers, "line")
    return [
        Figure(f"forms saved through HTTP, {DESKS} desks at once{beside}", rate, "forms/s", "prototype 490/s",
               ">= 150", least(rate, 150)),
        Figure("  families of five (five forms each)", rate / (MEMBERS + 1), "families/s"),
        *_tail(latencies),
    ]  # fmt: skip


def _from_paper(port: int, readers: int, beside: str) -> list[Figure]:
    rate, latencies = _measured(port, readers, "paper")
    return [
        Figure(f"families of five in one form of seven entries, {DESKS} desks at once{beside}", rate, "families/s",
               "prototype 490/s", ">= 150", least(rate, 150)),
        *_tail(latencies),
    ]  # fmt: skip


def _tail(latencies: list[float]) -> list[Figure]:
    p95, p99 = quantile(latencies, 0.95), quantile(latencies, 0.99)
    return [
        Figure("  p95", p95, "ms", "", "<= 60", most(p95, 60)),
        Figure("  p99", p99, "ms", "prototype 25 ms; without a writer thread 1 s", "<= 80", most(p99, 80)),
    ]


def _measured(port: int, readers: int, way: str) -> tuple[float, list[float]]:
    """Forms saved a second, and how long each took."""
    context = multiprocessing.get_context("spawn")
    answers: multiprocessing.Queue[list[float]] = context.Queue()
    work = context.Process(target=_work, args=(port, readers, way, answers))
    work.start()
    latencies = answers.get(timeout=SECONDS + 120)
    work.join()
    return len(latencies) / SECONDS, latencies


def _work(port: int, readers: int, way: str, answers: "multiprocessing.Queue[list[float]]") -> None:
    latencies: list[float] = []
    send = {"line": _five_forms, "paper": _one_form}[way]
    first = readers * 100_000  # serials of forms are used once on a node
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
            latencies.extend(send(desk, first + number * 10_000 + family))

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


def _timed(desk: served.Desk, path: str, data: dict[str, object]) -> tuple[float, str]:
    begun = time.perf_counter()
    location = desk.post(path, data)
    return (time.perf_counter() - begun) * 1000, location


def _five_forms(desk: served.Desk, number: int) -> list[float]:
    focal = {"size": 5, "given_names": "Amina", "family_name": "Haddad", "name_native": "أمينة حداد",
             "nationality": "UKR", "language": "uk", "transport": "car", "direction": "entry",
             "then": "members"}  # fmt: skip
    first, page = _timed(desk, "/post/register/", focal)
    took = [first]
    for place in range(MEMBERS):
        member = {"given_names": "Omar", "family_name": "Haddad", "name_native": "عمر حداد", "sex": "M",
                  "born": "2015-03-04", "born_calendar": "gregorian", "nationality": "UKR", "relation": "son",
                  "document_type": "passport", "document_number": f"FB{number}{place}", "document_issuer": "UKR",
                  "document_condition": "original", "read_by": "typed", "language": "uk"}  # fmt: skip
        took.append(_timed(desk, page, member)[0])
    return took


def _one_form(desk: served.Desk, number: int) -> list[float]:
    form: dict[str, object] = {
        "arrived_on": datetime.now(POST_ZONE).date().isoformat(), "arrived_at": "00:00", "direction": "entry",
        "transport": "car", "size": MEMBERS + 1, "then": "queue",
    }  # fmt: skip
    for place in range(1, MEMBERS + 2):
        member = {"given_names": "Omar", "family_name": "Haddad", "name_native": "عمر حداد", "sex": "M",
                  "born": "2015-03-04", "nationality": "UKR", "document_type": "passport",
                  "document_number": f"PB{number}{place}",
                  "relation": "focal_point" if place == 1 else "son"}  # fmt: skip
        form |= {f"m{place}-{name}": value for name, value in member.items()}
    return [_timed(desk, f"/post/paper/{make_form_serial('B', number)}/", form)[0]]


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        served.make(Path(sys.argv[2]), DESKS + READERS)
        say()
    else:
        report(measure)
