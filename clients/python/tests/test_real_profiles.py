"""Profiles against the project's server with a file of its own: both clients and the command line."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Iterator, List

import grpc
import pytest

from command_line import run, wait_until
from conftest import PROTOS
from influence_grpc import AioClient, Client, InfluenceError, RetryPolicy, read_options
from influence_grpc.messages import CreatorProfile, DataStatus, DeleteOutcome, UpsertOutcome
from profile_runs import Call, Stream, call_aio, call_sync, stream_aio, stream_sync
from real_server import RealServer

SAMPLES = PROTOS.parent / "samples" / "creators.csv"
APPLIED, UNCHANGED, SUPERSEDED = (UpsertOutcome.Value(f"UPSERT_OUTCOME_{name}") for name in ("APPLIED", "UNCHANGED", "SUPERSEDED"))
PRESENT, ABSENT = DataStatus.Value("DATA_STATUS_PRESENT"), DataStatus.Value("DATA_STATUS_NOT_FOUND")
TOO_OLD = DataStatus.Value("DATA_STATUS_OUTSIDE_MAX_AGE")
RESTARTS = RetryPolicy(attempts=20, initial_backoff=0.1, max_backoff=1.0)

every_call = pytest.mark.parametrize("call", [call_sync, call_aio])
every_stream = pytest.mark.parametrize("stream", [stream_sync, stream_aio])


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with RealServer(store=tmp_path_factory.mktemp("store") / "profiles.db") as server:
        yield server.target


@pytest.fixture
def prefix(request: pytest.FixtureRequest) -> str:
    """Ids of a test's own: the server is shared."""
    return f"{request.node.name}-"


def rows(stream: Stream, target: str, method: str, items: Any, **options: Any) -> List[Any]:
    collected: List[Any] = []
    stream(target, method, items, collected.extend, **options)
    return collected


@every_stream
def test_upsert_then_lookup_gives_back_what_was_written(target: str, stream: Stream, prefix: str) -> None:
    written = [
        CreatorProfile(creator_id=f"{prefix}{n}", followers=n, version=n + 1, topics={f"sport/{m}": 0.01 for m in range(n % 40)})
        for n in range(2_500)
    ]
    assert {row.outcome for row in rows(stream, target, "upsert_profiles", written, chunk_items=300)} == {APPLIED}
    ids = [profile.creator_id for profile in written] + [f"{prefix}nobody"]
    found = rows(stream, target, "lookup_profiles", ids)
    assert [row.item for row in found] == ids
    assert [row.profile for row in found] == [*written, None]
    assert [row.data_status for row in found] == [PRESENT] * 2_500 + [ABSENT] and not any(row.error for row in found)


@every_stream
def test_lookup_large_profiles_come_in_parts_in_order(target: str, stream: Stream, prefix: str) -> None:
    large = [
        CreatorProfile(creator_id=f"{prefix}{n}", version=1, topics={f"sport/{'x' * 60}/{m}": 0.0005 for m in range(400)})
        for n in range(80)
    ]
    assert {row.outcome for row in rows(stream, target, "upsert_profiles", large)} == {APPLIED}
    answers: List[Any] = []
    stream(target, "lookup_profiles", [profile.creator_id for profile in large], answers.append)
    assert len(answers) > 1 and [row.profile for answer in answers for row in answer] == large


@every_stream
def test_upsert_versions_decide_and_bad_profiles_fail_alone(target: str, stream: Stream, prefix: str) -> None:
    versions = [(2, APPLIED), (2, UNCHANGED), (1, SUPERSEDED), (3, APPLIED)]
    items: List[Any] = [CreatorProfile(creator_id=f"{prefix}a", version=version) for version, _ in versions]
    items += [{"creatorId": ""}, {"creatorId": f"{prefix}b", "followers": "7"}]
    answers: List[Any] = []
    stream(target, "upsert_profiles", items, answers.append)
    assert list(answers[0].outcomes) == [*(outcome for _, outcome in versions), 0, APPLIED]
    assert answers[0].errors[4].reason == "INVALID_PROFILE" and answers[0].resume_after == len(items)


@every_call
def test_get_delete_and_get_again(target: str, call: Call, prefix: str) -> None:
    with Client(target) as client:
        list(client.upsert_profiles([CreatorProfile(creator_id=f"{prefix}a", followers=3, version=5)]))
    answer = call(target, "get_profile", f"{prefix}a")
    assert (answer.profile.followers, answer.data_status) == (3, PRESENT) and answer.stored_at.seconds > 0
    deleted = call(target, "delete_profiles", [f"{prefix}a", f"{prefix}a", f"{prefix}z"], versions=[4, 6, 1])
    names = [DeleteOutcome.Name(row.outcome).replace("DELETE_OUTCOME_", "") for row in deleted]
    assert names == ["SUPERSEDED", "DELETED", "NOT_FOUND"]
    with pytest.raises(InfluenceError) as caught:
        call(target, "get_profile", f"{prefix}a")
    assert (caught.value.code, caught.value.reason) == (grpc.StatusCode.NOT_FOUND, "CREATOR_NOT_FOUND")


@every_stream
def test_read_options_age_is_heeded(target: str, stream: Stream, prefix: str) -> None:
    old = {"creatorId": f"{prefix}old", "observedAt": "2020-01-01T00:00:00Z", "followers": "7200"}
    rows(stream, target, "upsert_profiles", [old])
    (strict,) = rows(stream, target, "lookup_profiles", [f"{prefix}old"], read_options=read_options(max_age=60))
    assert (strict.profile, strict.data_status) == (None, TOO_OLD)
    (untold,) = rows(stream, target, "classify", [f"{prefix}old"], creator_id=lambda each: each, read_options=read_options(max_age=60))
    assert (untold.tiers, untold.data_status, untold.error.reason) == ((None,), TOO_OLD, "PROFILE_OUTSIDE_MAX_AGE")
    (lenient,) = rows(stream, target, "lookup_profiles", [f"{prefix}old"], read_options=read_options(max_age=60, allow_stale=True))
    assert (lenient.profile.followers, lenient.data_status, lenient.error) == (7_200, TOO_OLD, None)
    (tier,) = rows(
        stream, target, "classify", [f"{prefix}old"], creator_id=lambda each: each, read_options=read_options(max_age=60, allow_stale=True)
    )
    assert (tier.tiers[0].id, tier.data_status) == ("mid-level", TOO_OLD)


@every_call
def test_min_replicas_where_the_store_has_none_are_refused(target: str, call: Call) -> None:
    with pytest.raises(InfluenceError) as caught:
        call(target, "delete_profiles", ["a"], min_replicas=1)
    assert caught.value.reason == "INVALID_REQUEST"


@every_stream
def test_classify_by_ids_answers_as_by_followers(target: str, stream: Stream, prefix: str) -> None:
    counts = [0, 499, 500, 7_200, 49_999, 10_000_000_000]
    rows(stream, target, "upsert_profiles", [CreatorProfile(creator_id=f"{prefix}{count}", followers=count) for count in counts])
    by_id = rows(stream, target, "classify", [f"{prefix}{count}" for count in [*counts, "x"]], creator_id=lambda each: each)
    by_count = rows(stream, target, "classify", counts)
    assert [row.tiers for row in by_id[:-1]] == [row.tiers for row in by_count]
    assert [row.data_status for row in by_id] == [PRESENT] * len(counts) + [ABSENT]
    assert by_id[-1].error.reason == "CREATOR_NOT_FOUND"


@pytest.mark.parametrize("kill", [False, True], ids=["drained", "killed"])
@pytest.mark.parametrize("client", [Client, AioClient])
def test_upsert_server_restarts_in_the_middle_loses_none(kill: bool, client: Any, tmp_path: Path) -> None:
    store = tmp_path / "profiles.db"
    servers = [RealServer(store=store)]
    ids: List[str] = []
    marks: List[int] = []

    def replace() -> None:
        if kill:
            servers[0].process.kill()
            servers[0].process.wait()
        servers[0].stop()
        servers.append(RealServer(servers[0].port, store))

    replacing = threading.Thread(target=replace)

    def consume(answer: Any) -> None:
        assert answer.failed == 0 and answer.refusal is None
        ids.extend(row.item.creator_id for row in answer)
        marks.append(answer.resume_after == len(ids))
        if len(ids) == 10_000:
            replacing.start()

    profiles = (CreatorProfile(creator_id=f"c{n}", followers=n, version=1) for n in range(60_000))
    run_stream = stream_sync if client is Client else stream_aio
    try:
        run_stream(servers[0].target, "upsert_profiles", profiles, consume, retry=RESTARTS)
        replacing.join()
        assert ids == [f"c{n}" for n in range(60_000)] and all(marks)
        with Client(servers[1].target) as reader:
            found = [row for answer in reader.lookup_profiles(ids) for row in answer]
        assert [row.profile and row.profile.followers for row in found] == list(range(60_000))
    finally:
        if replacing.ident:
            replacing.join()
        servers[-1].stop()


def test_command_line_import_export_and_classify_agree(target: str, tmp_path: Path) -> None:
    with open(SAMPLES, newline="") as file:
        source = list(csv.DictReader(file))
    copy = Path(shutil.copy(SAMPLES, tmp_path / "creators.csv"))
    imported = run("profiles", "import", str(copy), "--server", target, "--strict")
    assert imported.returncode == 0 and imported.stdout.startswith(f"{len(source):,} written, "), imported.stderr
    assert not copy.with_name("creators.csv.import-state").exists()
    out = tmp_path / "out.jsonl"
    exported = run("profiles", "export", "--ids", str(SAMPLES), "--out", str(out), "--server", target, "--strict")
    assert exported.returncode == 0, exported.stderr
    profiles = [json.loads(line) for line in out.read_text().splitlines()]
    assert [(each["creatorId"], each.get("followers", "")) for each in profiles] == [
        (row["creator_id"], row["followers"]) for row in source
    ]
    again = run("profiles", "import", str(out), "--server", target, "--strict")
    assert again.returncode == 0, again.stderr
    arguments = ["--server", target, "--scheme", "harvard-media", "--scheme", "iab-uk", "--out", "-"]
    by_id, by_row = run("classify", "--ids", str(SAMPLES), *arguments), run("classify", str(SAMPLES), *arguments)
    assert by_id.returncode == by_row.returncode == 0 and by_id.stdout == by_row.stdout
    assert run("classify", "--ids", str(SAMPLES), "--server", target, "--scheme", "all").returncode == 0


def test_command_line_old_profiles_are_not_called_missing(target: str, tmp_path: Path, prefix: str) -> None:
    with Client(target) as client:
        list(client.upsert_profiles([{"creatorId": f"{prefix}old", "observedAt": "2020-01-01T00:00:00Z"}]))
    (tmp_path / "ids").write_text(f"{prefix}old\n{prefix}nobody\n")
    got = run("profiles", "get", f"{prefix}old", "--max-age", "60", "--server", target)
    assert (got.stdout, got.stderr) == ("", f"{prefix}old: older than asked for\n")
    exported = run("profiles", "export", "--ids", str(tmp_path / "ids"), "--max-age", "60", "--out", "-", "--server", target)
    assert exported.stdout == "" and "0 written, 1 not found, 1 failed" in exported.stderr
    assert "line 1 is left out: older than asked for" in exported.stderr
    assert f'"{prefix}old"' in run("profiles", "get", f"{prefix}old", "--max-age", "60", "--allow-stale", "--server", target).stdout


def test_command_line_import_killed_in_the_middle_goes_on(target: str, tmp_path: Path, prefix: str) -> None:
    file = tmp_path / "in.jsonl"
    count = 60_000
    file.write_text("".join(json.dumps({"creatorId": f"{prefix}{n}", "version": "1", "followers": str(n)}) + "\n" for n in range(count)))
    state = file.with_name("in.jsonl.import-state")
    process = subprocess.Popen([sys.executable, "-m", "influence_grpc", "profiles", "import", str(file), "--server", target])
    wait_until(state.exists)
    process.kill()
    assert process.wait(30) == -9
    done = json.loads(state.read_text())["rows"]
    assert 0 < done < count
    ran = run("profiles", "import", str(file), "--server", target)
    assert ran.returncode == 0 and f"going on after row {done:,} " in ran.stderr, ran.stderr
    written, unchanged = (int(part.split()[0].replace(",", "")) for part in ran.stdout.split(", ")[:2])
    assert written + unchanged == count and written > 0
    assert os.listdir(tmp_path) == ["in.jsonl"]
    with Client(target) as client:
        found = [row for answer in client.lookup_profiles(f"{prefix}{n}" for n in range(count)) for row in answer]
    assert [row.profile and row.profile.followers for row in found] == list(range(count))
