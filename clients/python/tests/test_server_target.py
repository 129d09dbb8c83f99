"""What passes for the address of servers, and what becomes of it."""

from __future__ import annotations

import json
import socket
from typing import Any

import grpc
import pytest

from command_line import run
from influence_grpc import InfluenceError, RetryPolicy
from influence_grpc.retry import RetryElsewhere
from influence_grpc.server_target import ServerTarget
from profile_runs import call_aio, call_sync, stream_aio, stream_sync
from scripted_server import ScriptedServer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    "target, address, several",
    [
        ("127.0.0.1:5090", "127.0.0.1:5090", False),
        ("http://a:5090/", "a:5090", False),
        ("127.0.0.1:1, http://127.0.0.2:2/,127.0.0.1:1", "ipv4:127.0.0.1:1,127.0.0.2:2", True),
        ("[::1]:1,[::1]:2", "ipv6:[::1]:1,[::1]:2", True),
        ("ipv4:127.0.0.1:1,127.0.0.1:2", "ipv4:127.0.0.1:1,127.0.0.1:2", True),
        ("dns:///servers:5090", "dns:///servers:5090", True),
    ],
)
def test_target_is_what_grpc_takes(target: str, address: str, several: bool) -> None:
    servers = ServerTarget.of(target, {"methodConfig": []})
    config = json.loads(dict(servers.options)["grpc.service_config"])
    assert (servers.address, servers.several) == (address, several)
    assert config.get("loadBalancingConfig") == ([{"round_robin": {}}] if several else None) and config["methodConfig"] == []


def test_target_faults_are_all_named() -> None:
    with pytest.raises(ValueError) as caught:
        ServerTarget.of("a:1,,b,https://c:0,d:0", {})
    assert str(caught.value) == "; ".join(
        f"{each!r} is not HOST:PORT, http://HOST:PORT or https://HOST:PORT" for each in ("", "b", "https://c:0", "d:0")
    )
    ran = run("info", "--server", "a:1,b")
    assert (
        ran.returncode == 2
        and "'b' is not HOST:PORT, http://HOST:PORT or https://HOST:PORT" in ran.stderr
        and "Traceback" not in ran.stderr
    )


def test_target_schemes_do_not_mix_and_say_whether_there_is_tls() -> None:
    with pytest.raises(ValueError, match="all addresses must be http, or all https"):
        ServerTarget.of("https://127.0.0.1:1,127.0.0.1:2", {})
    asked = {target: ServerTarget.of(target, {}).encrypted for target in ("https://a:1", "http://a:1", "a:1", "dns:///a:1")}
    assert asked == {"https://a:1": True, "http://a:1": False, "a:1": None, "dns:///a:1": None}


@pytest.mark.parametrize("call", [call_sync, call_aio])
def test_one_of_two_servers_is_not_there_is_passed_over(call: Any) -> None:
    with ScriptedServer() as server:
        for _ in range(5):
            assert call(f"127.0.0.1:{free_port()},{server.target}", "server_info").version == "1.2.3"


@pytest.mark.parametrize("stream", [stream_sync, stream_aio])
@pytest.mark.parametrize("call", [call_sync, call_aio])
def test_no_server_is_there_names_all(call: Any, stream: Any) -> None:
    target = f"127.0.0.1:{free_port()},127.0.0.1:{free_port()}"
    with pytest.raises(InfluenceError) as unary:
        call(target, "server_info")
    with pytest.raises(InfluenceError) as streamed:
        stream(target, "classify", [1], print, retry=RetryPolicy(attempts=2, initial_backoff=0.01, accept_timeout=0.5))
    for caught in (unary, streamed):
        assert caught.value.code is grpc.StatusCode.UNAVAILABLE
        assert caught.value.message.startswith(f"no answer from {target.replace(',', ', ')}: ")


def test_draining_server_of_several_is_not_waited_for() -> None:
    draining = InfluenceError(grpc.StatusCode.UNAVAILABLE, "", "SERVER_DRAINING", retry_after=20)
    elsewhere = RetryElsewhere.of(RetryPolicy(), "a, b")
    assert [elsewhere.delay(failures, draining, lambda: 0.0) for failures in (0, 1, 2)] == [0, 0, pytest.approx(0.2)]
    assert RetryPolicy().delay(0, draining, lambda: 0.0) == 20
