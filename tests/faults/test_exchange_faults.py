"""Two nodes over a wire: killed with -9 in mid-exchange, shut to strangers, and in the end both hold the same."""

import http.client
import random
import socket
import ssl
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.programs import begin, tell

pytestmark = [pytest.mark.fault, pytest.mark.slow]
STORIES = "tests.faults.exchange_stories"
ENTRIES = 600


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass
class Side:
    """One of the two nodes."""

    folder: Path
    listens: str
    introduction: Path

    def tell(self, story: str, *arguments: str) -> str:
        return tell(f"{STORIES}:{story}", self.folder, *arguments)

    def begin(self, *, every: str = "0.2", most: str = "9") -> "subprocess.Popen[str]":
        return begin(f"{STORIES}:serve", self.folder, self.listens, every, most)


def side(folder: Path, name: str) -> Side:
    return Side(folder / name, f"127.0.0.1:{free_port()}", folder / f"{name}.introduction")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Side, Side]:
    """A post and an agency's node that know each other."""
    folder = tmp_path_factory.mktemp("pair")
    post, agency = side(folder, "post"), side(folder, "agency")
    agency.tell("make_agency", agency.listens, str(agency.introduction))
    post.tell("make_post", post.listens, str(post.introduction), str(agency.introduction))
    agency.tell("introduce", str(post.introduction))
    return post, agency


def stop(serving: "subprocess.Popen[str]") -> None:
    if serving.poll() is None:
        serving.communicate("\n", timeout=40)


def knock(at: http.client.HTTPConnection) -> None:
    at.request("POST", "/exchange", body=b"hello")
    at.getresponse()


def test_nobody_is_answered_whose_certificate_no_introduction_brought(pair):
    post, agency = pair
    host, _, port = agency.listens.rpartition(":")
    serving = agency.begin(every="60")
    try:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        for stranger in (
            http.client.HTTPSConnection(host, int(port), timeout=10, context=context),
            http.client.HTTPConnection(host, int(port), timeout=10),
        ):
            with pytest.raises((OSError, http.client.HTTPException)):
                knock(stranger)
        post.tell("seal", "3")
        caller = post.begin(every="0.2")
        time.sleep(4)
        stop(caller)
    finally:
        stop(serving)
    assert agency.tell("say") == "3 3 3 0 sound\n"


def test_killed_in_mid_exchange_again_and_again_both_hold_the_same_in_the_end(pair):
    post, agency = pair
    post.tell("seal", str(ENTRIES))
    chance, serving = random.Random(7), {}
    try:
        for number in range(4):
            for one in (post, agency):
                if one.listens not in serving:
                    serving[one.listens] = one.begin()
            time.sleep(chance.uniform(0.0, 1.2))
            victim = (post, agency)[number % 2]
            serving.pop(victim.listens).kill()
        for one in (post, agency):
            if one.listens not in serving:
                serving[one.listens] = one.begin(most="500")
        time.sleep(12)
    finally:
        for process in serving.values():
            stop(process)
    assert post.tell("say") == f"{ENTRIES + 3} {ENTRIES + 3} 0 0 sound\n"
    assert agency.tell("say") == f"{ENTRIES + 3} {ENTRIES + 3} 50 0 sound\n"
