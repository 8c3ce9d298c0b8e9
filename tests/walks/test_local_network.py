"""A node served on the local network by the command line: handshake, names, cookies, keys on no disk, passkeys.

The local network is 127.0.0.2, and networks of a namespace of its own where the tests run as root.
"""

import hashlib
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPSConnection
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_pem_private_key

from tests.chromium import CHROMIUM, FLAGS
from tests.conftest import PASSPHRASE
from tests.walks.furnish import OPENER
from tests.walks.nodes import ENVIRONMENT, HOUSE, Node, free_port

pytestmark = [pytest.mark.walk, pytest.mark.slow]
NAME, ADDRESS = "kadar-bridge.local", "127.0.0.2"


class LanNode(Node):
    """A node with its second door at 127.0.0.2."""

    def __init__(self, folder: Path, template: Path, *options: str) -> None:
        self.lan_port = free_port()
        super().__init__(folder, template, options=("--lan", ADDRESS, "--lan-port", str(self.lan_port), *options))

    @property
    def origin(self) -> str:
        """The address of the node by its name."""
        return f"https://{NAME}:{self.lan_port}"

    def authority(self) -> bytes:
        """The authority's certificate as a device fetches it."""
        import urllib.request

        return urllib.request.urlopen(f"{self.address}/join/authority.crt", timeout=10).read()

    def shown(self, host: str = NAME) -> bytes:
        """The certificate of the door, checked against the authority. Raises as a device would."""
        context = ssl.create_default_context(cadata=self.authority())
        with (
            socket.create_connection((ADDRESS, self.lan_port), timeout=10) as plain,
            context.wrap_socket(plain, server_hostname=host) as secret,
        ):
            assert secret.version() == "TLSv1.3"
            return secret.getpeercert(binary_form=True)

    def ask(self, path: str, host: str) -> Any:
        """An answer over TLS by the address, for a page of this host."""
        context = ssl.create_default_context(cadata=self.authority())
        connection = HTTPSConnection(ADDRESS, self.lan_port, context=context, timeout=10)
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer


@pytest.fixture(scope="module")
def lan(empty_node: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanNode]:
    served = LanNode(tmp_path_factory.mktemp("lan") / "node", empty_node)
    served.start()
    yield served
    served.stop()


def run(*words: str, folder: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """One command of the command line on a node, with the opener's passphrase."""
    secret = folder.parent / f"{folder.name}.passphrase"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    who = ["--home", str(folder), "--opener", OPENER, "--passphrase-file", str(secret)]
    command = [sys.executable, "-m", "safeconduct.entrypoints.cli", words[0], *who, *words[1:]]
    return subprocess.run(
        command, cwd=HOUSE, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=60, input=stdin
    )


def test_a_device_that_holds_the_authority_is_let_in(lan):
    assert x509.load_der_x509_certificate(lan.shown()) == x509.load_der_x509_certificate(lan.shown(ADDRESS))
    assert lan.ask("/healthz", f"{NAME}:{lan.lan_port}").status == 200


@pytest.mark.parametrize("host", ["elsewhere.local", "127.0.0.3", "localhost"])
def test_a_device_that_looks_for_another_is_warned(lan, host):
    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        lan.shown(host)


def test_a_device_without_the_authority_is_warned(lan):
    with (
        socket.create_connection((ADDRESS, lan.lan_port), timeout=10) as plain,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        ssl.create_default_context().wrap_socket(plain, server_hostname=NAME)


def test_a_page_of_another_host_is_refused(lan):
    assert lan.ask("/sign-in/", "elsewhere.local").status == 400
    assert lan.ask("/sign-in/", "localhost").status == 400


def test_cookies_are_for_tls_alone_and_nobody_is_told_to_insist_on_it(lan):
    answer = lan.ask("/sign-in/", f"{NAME}:{lan.lan_port}")
    cookies = answer.headers.get_all("Set-Cookie")
    assert cookies
    assert all("Secure" in cookie for cookie in cookies)
    assert answer.headers["Strict-Transport-Security"] is None


def test_the_command_line_says_where_and_by_which_fingerprint(lan):
    digest = hashlib.sha256(lan.authority()).hexdigest().upper()
    assert f"https://{NAME}:{lan.lan_port}/ ({ADDRESS})" in lan.log
    assert ":".join(digest[at : at + 2] for at in range(0, 64, 2)) in lan.log


def test_no_file_of_the_node_holds_its_private_key_in_the_clear(lan):
    lan.shown()
    files = [path for path in lan.folder.rglob("*") if path.is_file()]
    assert len(files) >= 4
    for path in files:
        content = path.read_bytes()
        assert b"PRIVATE KEY" not in content, path
        for load in (load_pem_private_key, load_der_private_key):
            with pytest.raises((ValueError, TypeError)):
                load(content, password=None)
    assert lan._process is not None
    links = [os.readlink(link) for link in Path(f"/proc/{lan._process.pid}/fd").iterdir() if link.exists()]
    assert not any("memfd:safeconduct" in link for link in links), "the file in memory is closed once it was read"


def test_doctor_says_until_when(lan):
    said = run("doctor", folder=lan.folder).stdout
    assert re.search(rf"\[good\] The certificate for {NAME} is valid until \d{{4}}-\d\d-\d\d", said), said


def test_a_restored_node_is_known_to_the_devices_again(lan, empty_node, tmp_path):
    assert run("backup", "--to", str(tmp_path), folder=lan.folder).returncode == 0
    (journal,) = tmp_path.glob("*.journal.scb")
    restored = run("restore", "--from", str(journal), folder=tmp_path / "spare")
    assert restored.returncode == 0, restored.stderr
    spare = LanNode(tmp_path / "served", tmp_path / "spare")
    spare.start()
    try:
        assert spare.authority() == lan.authority()
        assert spare.shown() == lan.shown()
    finally:
        spare.stop()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--name", "bridge"], "add --lan"),
        (["--lan", "8.8.8.8"], "not an address of a private network"),
        (["--lan", "10.254.253.252"], "does not have the address 10.254.253.252"),
        (["--lan", "127.0.0.1"], "this machine alone"),
        (["--lan", "bridge"], "is not an address"),
        (["--lan", ADDRESS, "--name", "two words"], "cannot be the node's name"),
    ],
)
def test_what_cannot_be_served_is_said_in_a_sentence(empty_node, tmp_path, options, sentence):
    folder = shutil.copytree(empty_node, tmp_path / "node")
    done = run("serve", "--port", str(free_port()), *options, folder=folder)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("door", ["plain", "lan"])
def test_a_busy_port_is_said_in_a_sentence(lan, empty_node, tmp_path, door):
    folder = shutil.copytree(empty_node, tmp_path / "node")
    ports = {"plain": (lan.port, free_port()), "lan": (free_port(), lan.lan_port)}[door]
    options = ["--port", str(ports[0]), "--lan", ADDRESS, "--lan-port", str(ports[1])]
    done = run("serve", *options, folder=folder)
    assert done.returncode == 1
    assert f"Port {lan.port if door == 'plain' else lan.lan_port} is in use" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def device(lan: LanNode, playwright: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """A browser that fetched the authority into its own store, and finds the node by its name."""
    if shutil.which("certutil") is None:
        pytest.skip("a device with a store of its own needs libnss3-tools")

    store = tmp_path / ".pki" / "nssdb"
    store.mkdir(parents=True)
    (tmp_path / "authority.crt").write_bytes(lan.authority())
    certutil = ["certutil", "-d", f"sql:{store}"]
    subprocess.run([*certutil, "-N", "--empty-password"], check=True)
    subprocess.run([*certutil, "-A", "-n", "node", "-t", "C,,", "-i", str(tmp_path / "authority.crt")], check=True)
    names = f"--host-resolver-rules=MAP {NAME} {ADDRESS}, MAP elsewhere.local {ADDRESS}"
    chromium = playwright.chromium.launch(
        executable_path=str(CHROMIUM), args=[*FLAGS, names], env={**os.environ, "HOME": str(tmp_path)}
    )
    yield lambda: _page_with_authenticator(chromium)
    chromium.close()


def _page_with_authenticator(chromium: Any) -> Any:
    page = chromium.new_context(locale="en-GB").new_page()
    page.context.set_default_timeout(20_000)
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True}  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def sign_in(page: Any, origin: str, login: str) -> None:
    page.goto(f"{origin}/sign-in/")
    page.fill("[name=login]", login)
    page.fill("[name=passphrase]", PASSPHRASE)
    page.click("button.primary")
    page.wait_for_url(lambda url: not url.endswith("/sign-in/"))


def set_up_passkey(page: Any, origin: str) -> None:
    page.goto(f"{origin}/sign-in/set-up/passkey/")
    page.click("button.primary")
    page.wait_for_url("**/account/")


def use_passkey(page: Any, origin: str) -> None:
    page.click("form[data-passkey=get] button")
    page.wait_for_url(f"{origin}/administration/**")


def sign_out(page: Any, origin: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{origin}/sign-in/")


def test_passkeys_work_under_the_name_and_go_on_to_work_as_localhost(lan, device):
    page = device()
    here = f"http://localhost:{lan.port}"
    sign_in(page, here, "adam")
    set_up_passkey(page, here)
    sign_out(page, here)

    sign_in(page, here, "adam")
    use_passkey(page, here)
    page.set_viewport_size({"width": 1366, "height": 1600})
    page.goto(f"{here}/administration/local-network/")
    pictures = {found.text for found in zxingcpp.read_barcodes(_picture(page.screenshot()))}
    assert pictures == {f"{lan.origin}/join/", f"https://{ADDRESS}:{lan.lan_port}/join/"}

    # Under the node's name the same person has no passkey yet, and is told where theirs works.
    sign_in(page, lan.origin, "adam")
    assert "localhost" in page.inner_text("main")
    assert page.query_selector("form[data-passkey=get]") is None


def _picture(content: bytes) -> Any:
    import io

    from PIL import Image

    return Image.open(io.BytesIO(content))


def test_a_passkey_made_under_the_name_lets_in_under_it(lan, device):
    page = device()
    sign_in(page, lan.origin, "olga")
    assert page.evaluate("isSecureContext")
    set_up_passkey(page, lan.origin)
    assert f"works under the name {NAME}" in page.inner_text("table").replace("\xa0", " ")
    assert all(cookie["secure"] for cookie in page.context.cookies())
    sign_out(page, lan.origin)
    sign_in(page, lan.origin, "olga")
    page.click("form[data-passkey=get] button")
    page.wait_for_url("**/oversight/**")


def test_a_browser_refuses_the_node_under_another_name(lan, device):
    from playwright.sync_api import Error

    with pytest.raises(Error, match="ERR_CERT_COMMON_NAME_INVALID"):
        device().goto(f"https://elsewhere.local:{lan.lan_port}/sign-in/")


def test_dalia_is_refused_on_the_network_as_on_the_machine(lan, device):
    page = device()
    sign_in(page, lan.origin, "dalia")
    assert page.goto(f"{lan.origin}/administration/local-network/").status == 403


NAMESPACE, TABLET = "sc-lan-node", "sc-lan-tablet"


@pytest.fixture
def namespace() -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    """A machine with nothing but loopback, and a tablet beside it; ip(...) is said on the machine."""
    if shutil.which("ip") is None or os.geteuid() != 0:
        pytest.skip("networks of their own need root and the Debian package iproute2")
    for place in (NAMESPACE, TABLET):
        made = subprocess.run(["ip", "netns", "add", place], capture_output=True, text=True, check=False)
        if made.returncode:
            pytest.skip(f"this machine gives no network namespaces: {made.stderr.strip()}")

    def ip(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["ip", "-n", NAMESPACE, *words], capture_output=True, text=True, check=True)

    ip("link", "set", "lo", "up")
    yield ip
    for place in (NAMESPACE, TABLET):
        subprocess.run(["ip", "netns", "del", place], check=False)


def test_a_machine_that_joins_a_network_later_is_found_there_by_itself(empty_node, tmp_path, namespace):
    folder = shutil.copytree(empty_node, tmp_path / "node")
    secret, log = tmp_path / "secret", tmp_path / "log"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    serve = [sys.executable, "-m", "safeconduct.entrypoints.cli", "serve", "--home", str(folder), "--opener", OPENER,
             "--passphrase-file", str(secret), "--lan"]  # fmt: skip
    inside = ["ip", "netns", "exec", NAMESPACE]
    with log.open("w") as out:
        node = subprocess.Popen([*inside, *serve], cwd=HOUSE, env=ENVIRONMENT, stdout=out, stderr=out)
    look = [*inside, sys.executable, "-m", "tests.walks.addresses_shown", "8471"]

    def who_has(name: str, claimed: str = "") -> str:
        ask = ["ip", "netns", "exec", TABLET, sys.executable, "-m", "tests.walks.who_has", "192.168.44.9", name]
        done = subprocess.run([*ask, *filter(None, [claimed])], cwd=HOUSE, env=ENVIRONMENT, capture_output=True,
                              text=True, check=True)  # fmt: skip
        return done.stdout.strip()

    def shown() -> str:
        done = subprocess.run(look, cwd=HOUSE, env=ENVIRONMENT, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    try:
        _until(lambda: shown() == NAME, 60, log)
        assert "no address on a local network yet" in log.read_text()
        namespace("link", "add", "lan0", "type", "veth", "peer", "name", "lan1", "netns", TABLET)
        for place, cable, number in ((NAMESPACE, "lan0", "192.168.44.7"), (TABLET, "lan1", "192.168.44.9")):
            subprocess.run(["ip", "-n", place, "addr", "add", f"{number}/24", "dev", cable], check=True)
            subprocess.run(["ip", "-n", place, "link", "set", cable, "up"], check=True)
        _until(lambda: shown() == f"{NAME} 192.168.44.7", 60, log)
        assert who_has(NAME) == "192.168.44.7"
        assert who_has("elsewhere.local") == ""
        # Another machine says it is the node: that is noticed, and the node goes on to answer.
        who_has(NAME, "192.168.44.66")
        _until(lambda: "192.168.44.66, says that it is" in log.read_text(), 10, log)
        assert who_has(NAME) == "192.168.44.7"
    finally:
        node.terminate()
        node.wait(30)


def _until(holds: Callable[[], bool], seconds: float, log: Path) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, log.read_text()
        time.sleep(1)
