"""Both clients and the command line against the project's server."""

from __future__ import annotations

import asyncio
import csv
import math
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Callable, Iterator, List

import grpc
import pytest

from conftest import PROTOS
from influence_grpc import AioClient, ClassifiedItems, Client, InfluenceError, RetryPolicy
from influence_grpc.messages import (
    Audience,
    CanonicalTier,
    CreatorProfile,
    Engagement,
    GetServerActivityResponse,
    Tier,
    TierScheme,
    TierSchemeKind,
    TierSchemeSource,
    UnrankedReason,
)
from real_server import RealServer

SAMPLES = PROTOS.parent / "samples" / "creators.csv"
README = PROTOS.parent / "clients" / "python" / "README.md"
SCHEMES = ["harvard-media", "iab-uk", "nl-5k-100k", "klear"]
RESTARTS = RetryPolicy(attempts=10, initial_backoff=0.1, max_backoff=1.0)


@pytest.fixture(scope="module")
def target() -> Iterator[str]:
    named = os.environ.get("INFLUENCE_SERVER")
    if named:
        yield named.replace("http://", "").rstrip("/")
        return
    with RealServer() as server:
        yield server.target


def call_sync(target: str, method: str, *arguments: Any, **options: Any) -> Any:
    with Client(target) as client:
        return getattr(client, method)(*arguments, **options)


def call_aio(target: str, method: str, *arguments: Any, **options: Any) -> Any:
    async def run() -> Any:
        async with AioClient(target) as client:
            return await getattr(client, method)(*arguments, **options)

    return asyncio.run(run())


def stream_sync(target: str, items: Any, consume: Callable[[Any], None], **options: Any) -> None:
    with Client(target, retry=RESTARTS) as client:
        for chunk in client.classify(items, **options):
            consume(chunk)


def stream_aio(target: str, items: Any, consume: Callable[[Any], None], **options: Any) -> None:
    async def run() -> None:
        async with AioClient(target, retry=RESTARTS) as client:
            async for chunk in client.classify(items, **options):
                consume(chunk)

    asyncio.run(run())


Call = Callable[..., Any]
Stream = Callable[..., None]
every_call = pytest.mark.parametrize("call", [call_sync, call_aio])
every_stream = pytest.mark.parametrize("stream", [stream_sync, stream_aio])


@every_call
def test_server_info(target: str, call: Call) -> None:
    info = call(target, "server_info")
    assert info.version and info.default_tier_scheme_id == "harvard-media"
    assert info.limits.max_items >= 1_000 and info.limits.stream.max_chunks_in_flight >= 1


@every_call
def test_server_activity_counts_calls(target: str, call: Call) -> None:
    before = classify_calls(call(target, "server_activity"))
    call(target, "classify_tier", 4_990)
    deadline = time.monotonic() + 10
    # A call is counted once it is over, which may be a moment after its answer has come.
    while classify_calls(call(target, "server_activity")) <= before:
        assert time.monotonic() < deadline, "the call was not counted"


def classify_calls(activity: GetServerActivityResponse) -> int:
    return next(int(rpc.calls) for rpc in activity.rpcs if rpc.rpc == "influence.v1.TierService/ClassifyTier")


@every_call
def test_list_tier_schemes(target: str, call: Call) -> None:
    answer = call(target, "list_tier_schemes")
    assert {*SCHEMES, "it-proximity"} <= {scheme.id for scheme in answer.schemes}
    assert [tier.id for tier in answer.schemes[0].tiers][:2] == ["nano", "micro"]


@every_call
@pytest.mark.parametrize(
    "followers, label",
    [(0, None), (499, None), (500, "nano"), (4_999, "micro"), (5_000, "mid-level"), (50_000, "all-star"), (10_000_000_000, "all-star")],
)
def test_classify_tier_default_scheme(target: str, call: Call, followers: int, label: str) -> None:
    answer = call(target, "classify_tier", followers).classifications[0]
    assert (answer.scheme_id, answer.tier.label.lower() or None) == ("harvard-media", label)


@every_call
def test_classify_tier_several_schemes_and_one_inline(target: str, call: Call) -> None:
    tiers = [Tier(id="small", label="Small", lower_followers=0), Tier(id="large", label="Large", lower_followers=30_000)]
    source = TierSchemeSource(document="This test")
    mine = TierScheme(
        id="mine", version=1, title="Mine", source=source, kind=TierSchemeKind.Value("TIER_SCHEME_KIND_FOLLOWERS"), tiers=tiers
    )
    answer = call(target, "classify_tier", 49_000, schemes=["iab-uk", mine], platform="instagram")
    assert [(each.scheme_id, each.tier.id) for each in answer.classifications] == [("iab-uk", "micro"), ("mine", "large")]
    assert answer.classifications[0].near_boundary
    assert answer.agreement.majority == CanonicalTier.Value("CANONICAL_TIER_MICRO")


@every_call
def test_classify_tier_profile_by_proximity(target: str, call: Call) -> None:
    profile = CreatorProfile(
        creator_id="a",
        platform="PLATFORM_INSTAGRAM",
        followers=2_000_000,
        audience=Audience(decision_maker_share=0.4),
        engagement=Engagement(rate=0.08, basis="ENGAGEMENT_BASIS_FOLLOWERS", sample_posts=30),
    )
    answer = call(target, "classify_tier", profile=profile, schemes=["it-proximity"]).classifications[0]
    assert answer.ordinal >= 1 and 0 < answer.relational_evidence.proximity <= 1


@every_call
def test_refusals_tell_reason_and_fields(target: str, call: Call) -> None:
    with pytest.raises(InfluenceError) as caught:
        call(target, "classify_tier", 1, schemes=["no-such-scheme"])
    assert (caught.value.code, caught.value.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "UNKNOWN_TIER_SCHEME")
    assert "harvard-media" in caught.value.metadata["known"]
    assert "no-such-scheme" in caught.value.message
    with pytest.raises(InfluenceError) as caught:
        call(target, "classify_tier", 1, schemes=[TierScheme(id="Not An Id")])
    assert caught.value.reason == "INVALID_REQUEST" and len(caught.value.violations) > 1
    with pytest.raises(InfluenceError) as caught:
        call(target, "classify_tier", 10_000_000_001)
    assert caught.value.code is grpc.StatusCode.INVALID_ARGUMENT


@every_stream
def test_stream_answers_as_unary_and_batch_do(target: str, stream: Stream) -> None:
    counts = [0, 1, 499, 500, 9_999, 10_000, 49_999, 50_000, 999_999, 5_000_000, 10_000_000_000, None, 10_000_000_001]
    chunks: List[ClassifiedItems[Any]] = []
    stream(target, counts, chunks.append, schemes=SCHEMES, boundary_margins=True, unranked_reasons=True, chunk_items=5)
    assert [len(chunk) for chunk in chunks] == [5, 5, 3]
    with Client(target) as client:
        batch = client.batch_classify_tiers(counts, schemes=SCHEMES, boundary_margins=True, unranked_reasons=True)
        single = {count: client.classify_tier(count, schemes=SCHEMES) for count in counts[:11]}
    rows = [row for chunk in chunks for row in chunk]
    assert [(row.item, row.tiers, row.error and row.error.reason) for row in rows] == [
        (row.item, row.tiers, row.error and row.error.reason) for row in batch
    ]
    assert {index: error.reason for index, error in batch.errors.items()} == {11: "FOLLOWERS_MISSING", 12: "FOLLOWERS_OUT_OF_RANGE"}
    for scheme in SCHEMES:
        streamed = [
            list(each)
            for chunk in chunks
            for each in zip(chunk.ordinals(scheme), chunk.unranked_reasons(scheme), chunk.boundary_margins(scheme))
        ]
        batched = [list(each) for each in zip(batch.ordinals(scheme), batch.unranked_reasons(scheme), batch.boundary_margins(scheme))]
        for one, other, count in zip(streamed, batched, counts):
            assert one[:2] == other[:2] and (one[2] == other[2] or math.isnan(one[2]) and math.isnan(other[2]))
            if count in single:
                answer = next(each for each in single[count].classifications if each.scheme_id == scheme)
                assert one[0] == answer.ordinal and one[1] == answer.unranked_reason
                assert one[2] == pytest.approx(answer.boundary_margin, rel=1e-5)
    assert chunks[0].unranked_reasons("iab-uk")[0] == UnrankedReason.Value("UNRANKED_REASON_BELOW_LOWEST")


@every_stream
def test_stream_many_items_answers_each_once(target: str, stream: Stream) -> None:
    total, last = 0, -1

    def consume(chunk: ClassifiedItems[int]) -> None:
        nonlocal total, last
        assert chunk.items[0] == last + 1
        total, last = total + len(chunk), chunk.items[-1]

    stream(target, range(500_000), consume, schemes=["harvard-media", "iab-uk"], chunk_items=3_000)
    assert (total, last) == (500_000, 499_999)


@every_stream
def test_stream_profiles(target: str, stream: Stream) -> None:
    rows: List[Any] = []
    profiles = [CreatorProfile(creator_id="a", followers=600), CreatorProfile(creator_id=""), CreatorProfile(creator_id="c")]
    stream(target, profiles, rows.extend, profile=lambda profile: profile)
    assert [row.error.reason if row.error else row.tiers[0].id for row in rows] == ["nano", "INVALID_PROFILE", "FOLLOWERS_MISSING"]
    assert rows[1].error.violations[0].field in ("creator_id", "creatorId")


@every_stream
def test_stream_server_drains_and_another_takes_its_port_answers_each_item_once(stream: Stream) -> None:
    first = RealServer()
    second: List[RealServer] = []
    done: List[int] = []

    def replace() -> None:
        first.stop()
        second.append(RealServer(first.port))

    replacing = threading.Thread(target=replace)

    def consume(chunk: ClassifiedItems[int]) -> None:
        done.extend(chunk.items)
        if len(done) == 50_000:
            first.drain()
            replacing.start()

    try:
        stream(first.target, range(200_000), consume, chunk_items=1_000)
    finally:
        if replacing.ident:
            replacing.join()
        for server in second or [first]:
            server.stop()
    assert done == list(range(200_000))
    assert second, "the server was never replaced"


def test_command_line_classifies_the_samples(target: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    command = [sys.executable, "-m", "influence_grpc", "classify", str(SAMPLES), "--server", target, "--out", str(out)]
    ran = subprocess.run(
        [*command, "--scheme", "harvard-media", "--scheme", "hypeauditor-2019"], capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0 and ran.stderr == "", ran.stderr
    with open(SAMPLES, newline="") as before, open(out, newline="") as after:
        source, rows = list(csv.DictReader(before)), list(csv.DictReader(after))
    assert [row["creator_id"] for row in rows] == [row["creator_id"] for row in source]
    missing = [row for row in rows if not row["followers"]]
    assert missing and all(row["error"] == "FOLLOWERS_MISSING" and not row["harvard-media_tier"] for row in missing)
    assert f"{len(missing):,}  FOLLOWERS_MISSING" in ran.stdout
    assert all(row["harvard-media_tier"] == "all-star" for row in rows if row["followers"] and int(row["followers"]) >= 50_000)


def test_command_line_unknown_scheme_is_told(target: str) -> None:
    command = [sys.executable, "-m", "influence_grpc", "classify", "-", "--server", target, "--scheme", "no-such-scheme"]
    ran = subprocess.run(command, input="followers\n1\n", capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stdout) == (2, "") and "no scheme 'no-such-scheme'; known are harvard-media" in ran.stderr


def test_command_line_scheme_that_follower_counts_say_nothing_of_is_told(target: str) -> None:
    command = [sys.executable, "-m", "influence_grpc", "classify", "-", "--server", target, "--scheme", "it-proximity"]
    ran = subprocess.run(command, input="followers\n1\n", capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stdout) == (2, "") and "it-proximity" in ran.stderr


def test_command_line_info_and_schemes(target: str) -> None:
    for command, expected in (("info", "default harvard-media"), ("schemes", "harvard-media")):
        ran = subprocess.run(
            [sys.executable, "-m", "influence_grpc", command, "--server", f"http://{target}"], capture_output=True, text=True, timeout=60
        )
        assert ran.returncode == 0 and expected in ran.stdout, ran.stderr


@pytest.fixture(scope="module")
def keeping_target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with RealServer(store=tmp_path_factory.mktemp("store") / "profiles.db") as server:
        yield server.target


@pytest.mark.parametrize("code", re.findall(r"^```python\n(.*?)^```$", README.read_text(), re.M | re.S))
def test_readme_sample_runs_by_itself(code: str, keeping_target: str, tmp_path: Path) -> None:
    shutil.copy(SAMPLES, tmp_path / "creators.csv")
    assert "127.0.0.1:5090" in code
    ran = subprocess.run(
        [sys.executable, "-c", code.replace("127.0.0.1:5090", keeping_target)], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0 and ran.stdout and not ran.stderr, ran.stderr
