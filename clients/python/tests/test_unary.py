"""Unary calls and errors, both clients."""

from __future__ import annotations

import asyncio
import pickle
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Callable, Dict, List, Optional, Tuple

import grpc
import pytest

from influence_grpc import AioClient, Client, FieldViolation, InfluenceError
from influence_grpc.messages import CreatorProfile, TierScheme
from scripted_server import ScriptedServer
from scripted_status import status


def call_sync(target: str, method: str, *arguments: Any, **options: Any) -> Any:
    with Client(target) as client:
        return getattr(client, method)(*arguments, **options)


def call_aio(target: str, method: str, *arguments: Any, **options: Any) -> Any:
    async def run() -> Any:
        async with AioClient(target) as client:
            return await getattr(client, method)(*arguments, **options)

    return asyncio.run(run())


Call = Callable[..., Any]
every_client = pytest.mark.parametrize("call", [call_sync, call_aio])


@every_client
def test_server_info_and_schemes(call: Call) -> None:
    with ScriptedServer() as server:
        assert call(server.target, "server_info").version == "1.2.3"
        assert [scheme.id for scheme in call(server.target, "list_tier_schemes").schemes] == ["harvard-media"]


@every_client
def test_classify_tier_sends_what_was_asked(call: Call) -> None:
    with ScriptedServer() as server:
        answer = call(server.target, "classify_tier", 7_200, schemes=["iab-uk", TierScheme(id="mine")], platform="Instagram")
        assert answer.classifications[0].tier.id == "mid-level"
        call(server.target, "classify_tier", profile=CreatorProfile(creator_id="a"))
        call(server.target, "classify_tier", creator_id="b")
        first, second, third = server.unary_requests
        assert (first.follower_count, first.platform, list(first.schemes.scheme_ids), first.schemes.inline_scheme.id) == (
            7_200,
            1,
            ["iab-uk"],
            "mine",
        )
        assert second.profile.creator_id == "a" and not second.HasField("schemes")
        assert third.creator_id == "b"


@every_client
def test_classify_tier_zero_followers_is_sent_as_zero(call: Call) -> None:
    with ScriptedServer() as server:
        call(server.target, "classify_tier", 0)
        assert server.unary_requests[0].WhichOneof("creator") == "follower_count"


@every_client
def test_classify_tier_bad_arguments_raise_value_error(call: Call) -> None:
    bad: List[Tuple[Tuple[Any, ...], Dict[str, Any]]] = [
        ((), {}),
        ((1,), {"creator_id": "a"}),
        ((1,), {"platform": "myspace"}),
        ((1,), {"schemes": "iab-uk"}),
        ((-1,), {}),
    ]
    for arguments, options in bad:
        with pytest.raises(ValueError):
            call("127.0.0.1:1", "classify_tier", *arguments, **options)


@every_client
def test_batch_answers_in_columns(call: Call) -> None:
    with ScriptedServer() as server:
        answer = call(server.target, "batch_classify_tiers", [{"n": 600}, {"n": None}, {"n": 60_000}], followers="n")
        assert list(answer.ordinals()) == list(answer.ordinals("harvard-media")) == [1, 0, 6]
        assert {index: error.reason for index, error in answer.errors.items()} == {1: "FOLLOWERS_MISSING"}
        assert [item.tiers[0].label if item.tiers[0] else None for item in answer] == ["nano", None, "all-star"]
        with pytest.raises(KeyError, match="harvard-media"):
            answer.ordinals("iab-uk")


@every_client
def test_unary_unavailable_for_a_while_is_asked_again(call: Call) -> None:
    with ScriptedServer() as server:
        server.unavailable = 2
        assert call(server.target, "server_info").version == "1.2.3"
        assert len(server.unary_requests) == 3


@every_client
@pytest.mark.parametrize("reason", ["OVERLOADED", "RATE_EXCEEDED"])
def test_unary_no_place_for_a_while_is_asked_again_when_the_server_says(call: Call, reason: str) -> None:
    with ScriptedServer() as server:
        server.refusal, server.refusals = status(grpc.StatusCode.RESOURCE_EXHAUSTED, reason, 0.1), 2
        began = time.monotonic()
        assert call(server.target, "server_info").version == "1.2.3"
        assert len(server.unary_requests) == 3 and time.monotonic() - began >= 0.2


@every_client
@pytest.mark.parametrize("retry_after, calls", [(0.001, 4), (3_600.0, 1), (None, 1)], ids=["ever", "past the deadline", "no time"])
def test_unary_no_place_is_given_up(call: Call, retry_after: Optional[float], calls: int) -> None:
    with ScriptedServer() as server:
        server.refusal = status(grpc.StatusCode.RESOURCE_EXHAUSTED, "OVERLOADED", retry_after)
        with pytest.raises(InfluenceError) as caught:
            call(server.target, "server_info")
        assert (caught.value.reason, len(server.unary_requests)) == ("OVERLOADED", calls)


@every_client
def test_unary_refused_raises_everything_the_server_says(call: Call) -> None:
    with ScriptedServer() as server:
        server.refusal = status(grpc.StatusCode.INVALID_ARGUMENT, "INVALID_REQUEST", 1.5, ["schemes.scheme_ids[1]", "platform"], limit="3")
        with pytest.raises(InfluenceError) as caught:
            call(server.target, "list_tier_schemes")
    error = caught.value
    assert (error.code, error.reason, error.metadata, error.retry_after) == (
        grpc.StatusCode.INVALID_ARGUMENT,
        "INVALID_REQUEST",
        {"limit": "3"},
        1.5,
    )
    assert error.violations == (FieldViolation("schemes.scheme_ids[1]", "must be better"), FieldViolation("platform", "must be better"))
    assert (
        str(error)
        == "INVALID_ARGUMENT (INVALID_REQUEST): invalid_request\n  schemes.scheme_ids[1]: must be better\n  platform: must be better"
    )


@every_client
def test_unary_nobody_listens_raises_unavailable_without_reason(call: Call) -> None:
    with pytest.raises(InfluenceError) as caught:
        call("127.0.0.1:1", "server_info")
    assert (caught.value.code, caught.value.reason) == (grpc.StatusCode.UNAVAILABLE, "")


def test_error_pickles() -> None:
    error = InfluenceError(grpc.StatusCode.NOT_FOUND, "no", "CREATOR_NOT_FOUND", (FieldViolation("a", "b"),), {"k": "v"}, 2.0)
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error) and vars(again) == vars(error)


def test_messages_pickle() -> None:
    profile = CreatorProfile(creator_id="a", followers=3)
    assert pickle.loads(pickle.dumps(profile)) == profile


def test_error_faults_that_the_message_tells_are_not_told_again() -> None:
    faults = tuple(FieldViolation(f"f{n}", "must be better.") for n in range(3))
    error = InfluenceError(grpc.StatusCode.INVALID_ARGUMENT, "It is wrong: f0: must be better. f1: must be better.", "WRONG", faults)
    assert str(error).count("must be better") == 3 and str(error).endswith("\n  f2: must be better.")
    assert error.in_a_line() == "WRONG: f0: must be better.; f1: must be better.; f2: must be better."
    assert InfluenceError(grpc.StatusCode.NOT_FOUND, "No\n one.").in_a_line() == "NOT_FOUND: No one."


@every_client
def test_http1_server_is_told_as_such(call: Call) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        with pytest.raises(InfluenceError) as raised:
            call(f"127.0.0.1:{other.server_port}", "server_info")
        other.shutdown()
    assert raised.value.code is grpc.StatusCode.UNAVAILABLE
    assert "it may be the server's JSON port (Web:Listen, usually 5091), which answers HTTP/1.1" in str(raised.value)
