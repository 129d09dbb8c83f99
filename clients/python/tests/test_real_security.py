"""API keys and TLS against the project's server, both clients."""

from __future__ import annotations

import asyncio
import socket
import ssl
from pathlib import Path
from typing import Any, Iterator, List

import grpc
import pytest

from authority import Authority
from command_line import wait_until
from influence_grpc import AioClient, Client, InfluenceError
from real_server import RealServer
from secure_server import KEY, WRONG_KEY, SecureServer


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("certificates")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[SecureServer]:
    with SecureServer(folder / "open") as started:
        yield started


@pytest.fixture(scope="module")
def strict(folder: Path) -> Iterator[SecureServer]:
    with SecureServer(folder / "strict", requires_certificates=True) as started:
        yield started


def rule_sync(target: str, **options: Any) -> List[int]:
    with Client(target, **options) as client:
        client.classify_tier(4_990)
        return [len(list(chunk)) for chunk in client.classify([1, 2, 3])]


def rule_aio(target: str, **options: Any) -> List[int]:
    async def run() -> List[int]:
        async with AioClient(target, **options) as client:
            await client.classify_tier(4_990)
            return [len(list(chunk)) async for chunk in client.classify([1, 2, 3])]

    return asyncio.run(run())


every_client = pytest.mark.parametrize("ask", [rule_sync, rule_aio])


@every_client
def test_call_without_tls_passes_by_proxies_which_would_read_the_key(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with RealServer() as server, socket.create_server(("127.0.0.1", 0)) as proxy:
        for name in ("no_proxy", "NO_PROXY", "no_grpc_proxy"):
            monkeypatch.delenv(name, raising=False)
        for name in ("http_proxy", "grpc_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.getsockname()[1]}")

        assert ask(server.target) == [3]

        proxy.setblocking(False)
        with pytest.raises(BlockingIOError):
            proxy.accept()


@every_client
@pytest.mark.parametrize(
    "target", ["https://127.0.0.1:PORT", "127.0.0.1:PORT", "https://localhost:PORT,https://localhost:PORT", "dns:///localhost:PORT"]
)
def test_call_with_a_key_over_tls_is_answered(ask: Any, target: str, server: SecureServer) -> None:
    assert ask(target.replace("PORT", str(server.port)), api_key=KEY + "\r\n", certificate_authority_file=server.authority.file) == [3]


@every_client
def test_call_with_a_certificate_is_of_its_caller(ask: Any, strict: SecureServer) -> None:
    files = {"client_certificate_file": strict.billing.certificate, "client_certificate_key_file": strict.billing.key}
    assert ask(strict.url, certificate_authority_file=strict.authority.file, **files) == [3]


@every_client
def test_call_with_an_unknown_key_is_refused_and_the_key_is_nowhere(ask: Any, server: SecureServer) -> None:
    with pytest.raises(InfluenceError) as caught:
        ask(server.url, api_key=WRONG_KEY, certificate_authority_file=server.authority.file)
    assert (caught.value.code, caught.value.reason) == (grpc.StatusCode.UNAUTHENTICATED, "CALLER_UNKNOWN")
    assert WRONG_KEY not in repr(caught.value) and WRONG_KEY not in str(caught.value)


def test_batch_over_the_callers_rate_waits_and_is_answered(folder: Path) -> None:
    more = ["--Callers:acme:ItemsPerSecond=200", "--Callers:acme:ItemBurst=100", "--Limits:MaxItems=100"]
    with SecureServer(folder / "slow", more=more) as slow:
        with Client(slow.url, api_key=KEY, certificate_authority_file=slow.authority.file) as client:
            answers = [client.batch_classify_tiers([1_000] * 100) for _ in range(2)]
    assert [len(list(answer)) for answer in answers] == [100, 100]


def test_server_renews_its_certificate_while_a_client_runs(folder: Path) -> None:
    server = SecureServer(folder / "renewed")
    with server, Client(server.url, api_key=KEY, certificate_authority_file=server.authority.file) as client:
        client.classify_tier(1)
        before = shown(server)
        server.authority.to_server()
        wait_until(lambda: shown(server) != before)
        client.classify_tier(1)  # on the connection that there is
        assert rule_sync(server.url, api_key=KEY, certificate_authority_file=server.authority.file) == [3]


def shown(server: SecureServer) -> str:
    return ssl.get_server_certificate(("127.0.0.1", server.port))


def test_client_names_every_file_that_cannot_be_used(tmp_path: Path) -> None:
    authority = Authority(tmp_path / "a")
    billing, other = authority.to_caller("billing"), authority.to_caller("other")
    no_pem = tmp_path / "no.pem"
    no_pem.write_text("hello")

    def fault(ca: Any, certificate: Any, key: Any) -> str:
        with pytest.raises(ValueError) as caught:
            Client(
                "https://a.example:1", certificate_authority_file=ca, client_certificate_file=certificate, client_certificate_key_file=key
            )
        return str(caught.value)

    gone = f"{no_pem}.gone"
    assert fault(gone, gone, str(no_pem)) == (
        f"There is no file '{gone}' (certificate authorities). There is no file '{gone}' (client certificate). "
        f"'{no_pem}' holds no private key in PEM form (key of the client certificate)."
    )
    assert fault(str(no_pem), *billing) == f"'{no_pem}' holds no certificate in PEM form (certificate authorities)."
    mismatch = f"The key in '{other.key}' is not that of the certificate in '{billing.certificate}'."
    assert fault(None, billing.certificate, other.key) == mismatch
    assert fault(None, billing.certificate, None) == (
        f"A client certificate and its key go together: '{billing.certificate}' is given, its key is not."
    )


@pytest.mark.parametrize(
    "target", ["a.example:1", "http://a.example:1", "127.0.0.1:1,192.0.2.1:1", "dns:///a.example:1", "ipv4:192.0.2.1:1"]
)
def test_key_without_tls_to_another_machine_is_refused_unless_allowed(target: str) -> None:
    with pytest.raises(ValueError, match="An API key is not sent without TLS") as caught:
        Client(target, api_key=WRONG_KEY)
    assert WRONG_KEY not in str(caught.value)
    Client(target.replace("a.example", "192.0.2.1"), api_key=WRONG_KEY, allow_insecure_api_key=True).close()


@pytest.mark.parametrize(
    "target", ["127.0.0.1:1", "http://localhost:1", "[::1]:1", "dns:///localhost:1", "unix:/tmp/x", "https://192.0.2.1:1"]
)
def test_key_that_nobody_on_the_way_can_read_is_taken(target: str) -> None:
    Client(target, api_key=f" {WRONG_KEY}\n").close()


@pytest.mark.parametrize("key", ["", "two words", "inf_\u00fcber", "one\nother"])
def test_key_that_is_none_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(ValueError, match="The API key is none") as caught:
        Client("127.0.0.1:1", api_key=key)
    assert not key or key not in str(caught.value)


def test_options_that_do_not_go_together_are_all_told(tmp_path: Path) -> None:
    authority = Authority(tmp_path / "a")
    with pytest.raises(ValueError) as caught:
        Client("http://127.0.0.1:1", api_key=KEY, metadata=[("authorization", "x")], certificate_authority_file=authority.file)
    told = str(caught.value)
    assert "both an API key and a header" in told and "Certificates are for TLS, which http://127.0.0.1:1 is not" in told
