"""Encryption beyond this machine: the certificate that is made, the line that pins it, and what is refused."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import stat
import subprocess
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from live_rig import Shared, new_desk, until

from facilitator.clock import SystemClock
from facilitator.domain.errors import Refused
from facilitator.domain.record import replace
from facilitator.domain.roles import Role
from facilitator.live import tls
from facilitator.live.lines import JoinLine, read_line
from facilitator.live.sharing import Address, Sharing, read_address
from facilitator.live.tls import Certificate

HERE = Address("127.0.0.1")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return tls.made(tmp_path_factory.mktemp("state") / "tls")


@pytest.fixture(scope="module")
def another(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return tls.made(tmp_path_factory.mktemp("other"))


@pytest.fixture
async def shared(tmp_path: Path, made: Certificate) -> AsyncIterator[Shared]:
    found = await Shared(tmp_path).start(HERE, made)
    yield found
    await found.stop()


def test_the_files_are_for_the_user_alone(made: Certificate) -> None:
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (made.cert, made.key, made.cert.parent)}
    assert modes == {"host.crt": 0o600, "host.key": 0o600, "tls": 0o700}


def test_it_is_kept_so_that_guests_know_a_host_that_comes_back(made: Certificate, another: Certificate) -> None:
    assert tls.made(made.cert.parent) == made
    assert another.fingerprint != made.fingerprint
    assert len(made.fingerprint) == 64


@pytest.mark.parametrize("left", [None, "damaged", "for a day only"])
def test_one_that_is_of_no_use_is_made_anew(tmp_path: Path, made: Certificate, left: str | None) -> None:
    for path in (made.cert, made.key):
        shutil.copy(path, tmp_path)
    cert = tmp_path / "host.crt"
    if left is None:
        cert.unlink()
    elif left == "damaged":
        cert.write_text("-----BEGIN CERTIFICATE-----\nhalf of")
    else:
        command = ["openssl", "req", "-x509", "-key", made.key, "-days", "1", "-subj", "/CN=x", "-out", cert]
        subprocess.run(command, check=True)
    again = tls.made(tmp_path)
    tls.context(again)
    assert again.fingerprint != made.fingerprint


def test_without_the_command_one_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(Refused, match=r"openssl command .* is not there\. Give one with --tls-cert and --tls-key"):
        tls.made(tmp_path / "tls")
    assert not list(tmp_path.iterdir())


def test_without_the_command_one_that_is_there_is_used(
    tmp_path: Path, made: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert tls.made(made.cert.parent) == made
    (tmp_path / "host.key").write_text("")
    (tmp_path / "host.crt").write_text("-----BEGIN CERTIFICATE-----\nhalf of")
    with pytest.raises(Refused, match="--tls-cert"):
        tls.made(tmp_path)


def test_where_it_cannot_be_kept_one_sentence_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match="--tls-cert"):
        tls.made(tmp_path / "file" / "tls")


async def test_by_the_line_a_guest_comes_in_encrypted(shared: Shared, made: Certificate) -> None:
    line = shared.sharing.line(Role.SCRIBE)
    assert line.url == f"wss://127.0.0.1:{shared.port}/"
    assert read_line(f"facilitator join {line}") == line
    assert line.fingerprint == made.fingerprint
    await shared.still_works(await shared.join())
    _, writer = await asyncio.open_connection("127.0.0.1", shared.port, ssl=_trusting_all())
    assert writer.get_extra_info("ssl_object").version() in ("TLSv1.2", "TLSv1.3")
    writer.close()


async def test_not_encrypted_nobody_comes_in(shared: Shared) -> None:
    line = shared.sharing.line(Role.SCRIBE)
    guest = shared.guest(line=replace(line, url=line.url.replace("wss:", "ws:")))
    task = asyncio.create_task(guest.run())
    await until(lambda: not guest.said.startswith("Looking"))
    assert guest.state == "waiting"
    task.cancel()
    assert not shared.host._seats


class Eavesdropper:
    """Answers where the host was, with these certificates in turn, and keeps what it is told."""

    def __init__(self, *certificates: Certificate) -> None:
        self.heard, self.handshakes = b"", 0
        contexts = [tls.context(each) for each in certificates]

        def choose(connection: ssl.SSLObject, *_: object) -> None:
            connection.context = contexts[min(self.handshakes, len(contexts) - 1)]
            self.handshakes += 1

        self.context = tls.context(certificates[0])
        self.context.sni_callback = choose

    async def listen(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            self.heard += await reader.read(65536)
        finally:
            writer.transport.abort()


async def _fooled(by: Eavesdropper, shared: Shared, line: Callable[[JoinLine], JoinLine]) -> str:
    """What a guest says that the eavesdropper answers."""
    server = await asyncio.start_server(by.listen, "127.0.0.1", 0, ssl=by.context)
    port = server.sockets[0].getsockname()[1]
    guest = shared.guest(line=replace(line(shared.sharing.line(Role.SCRIBE)), url=f"wss://127.0.0.1:{port}/"))
    task = asyncio.create_task(guest.run())
    await until(lambda: not guest.said.startswith("Looking"))
    task.cancel()
    server.close()
    return guest.said


async def test_another_certificate_is_not_told_the_secret(shared: Shared, another: Certificate) -> None:
    eve = Eavesdropper(another)
    assert (await _fooled(eve, shared, lambda line: line)).startswith("Another machine answers than the one")
    assert eve.handshakes == 1
    assert eve.heard == b""


async def test_nor_is_one_that_shows_itself_only_afterwards(
    shared: Shared, made: Certificate, another: Certificate
) -> None:
    eve = Eavesdropper(made, another)
    await _fooled(eve, shared, lambda line: line)
    assert eve.handshakes >= 2
    assert eve.heard == b""


async def test_without_a_mark_only_an_authority_will_do(shared: Shared, made: Certificate) -> None:
    eve = Eavesdropper(made)
    await _fooled(eve, shared, lambda line: replace(line, fingerprint=""))
    assert eve.heard == b""


async def test_the_right_one_is_told(shared: Shared, made: Certificate) -> None:
    """The eavesdropper does hear: what it did not hear above was not said."""
    eve = Eavesdropper(made)
    await _fooled(eve, shared, lambda line: line)
    assert f"Bearer {shared.token()}".encode() in eve.heard


async def test_a_certificate_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cert, key = tmp_path / "own.crt", tmp_path / "own.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=own", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert],
        check=True, capture_output=True,
    )  # fmt: skip
    shared = await Shared(tmp_path).start(HERE, tls.own(cert, key))
    assert shared.sharing.line(Role.SCRIBE).fingerprint == ""
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))  # As if the system's authorities vouched for it.
    await shared.still_works(await shared.join())
    await shared.stop()


def test_files_that_are_no_certificate_are_refused(tmp_path: Path, made: Certificate, another: Certificate) -> None:
    (tmp_path / "text").write_text("hello")
    for cert, key in ((tmp_path / "none", made.key), (tmp_path / "text", made.key), (made.cert, another.key)):
        with pytest.raises(Refused, match="Both have to be PEM files"):
            tls.own(cert, key)


async def test_beyond_this_machine_never_without_a_certificate(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    for typed in ("0.0.0.0", "10.0.0.5:8443", "[::]", "example.org"):
        with pytest.raises(Refused, match="there is no certificate"):
            await Sharing.start(desk, SystemClock(), lambda: None, read_address(typed))
    desk.close()


async def test_at_every_address_the_line_names_this_machine(tmp_path: Path, made: Certificate) -> None:
    shared = await Shared(tmp_path).start(Address("0.0.0.0"), made)
    url = shared.sharing.line(Role.SCRIBE).url
    assert url.startswith("wss://")
    assert "0.0.0.0" not in url
    guest = shared.guest(line=replace(shared.sharing.line(Role.SCRIBE), url=f"wss://127.0.0.1:{shared.port}/"))
    task = asyncio.create_task(guest.run())
    await until(lambda: guest.state == "live")
    task.cancel()
    await shared.stop()


@pytest.mark.parametrize("typed", ["10.0.0.5:", "10.0.0.5:0", "10.0.0.5:65536", "host:x", ":²"])
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="is no address to share at"):
        read_address(typed)


def test_addresses_as_they_are_typed() -> None:
    assert read_address("") == Address()
    assert read_address(":8443") == Address("127.0.0.1", 8443)
    assert read_address("0.0.0.0") == Address("0.0.0.0")
    assert read_address("::1") == read_address("[::1]") == Address("::1")
    assert read_address("[::1]:8443") == Address("::1", 8443)
    assert not read_address("::1").wide
    assert read_address("10.0.0.5:1").wide


async def test_silent_connections_do_not_wait_in_the_handshake(
    tmp_path: Path, made: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facilitator.live.sharing.HANDSHAKE", 0.1)
    shared = await Shared(tmp_path).start(HERE, made)
    reader, writer = await asyncio.open_connection("127.0.0.1", shared.port)
    async with asyncio.timeout(5):
        assert await reader.read() == b""
    writer.close()
    await shared.stop()


def _trusting_all() -> ssl.SSLContext:
    found = ssl.create_default_context()
    found.check_hostname, found.verify_mode = False, ssl.CERT_NONE
    return found
