"""The commands on profiles, as processes."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List

import grpc
import pytest

from command_line import run, wait_until
from influence_grpc.import_state import Counts, ImportState, Progress, StateError
from influence_grpc.messages import CreatorProfile
from scripted_profiles import ProfileAct, ScriptedProfiles
from scripted_server import ScriptedServer
from scripted_status import status

HANGS = ProfileAct(gather=1_000_000)


def lines_of(count: int) -> str:
    return "".join(json.dumps({"creatorId": f"c{n}", "version": "1", "followers": str(n)}) + "\n" for n in range(count))


def state_of(file: Path) -> Dict[str, Any]:
    state: Dict[str, Any] = json.loads(file.with_name(file.name + ".import-state").read_text())
    return state


def test_import_json_lines_writes_them_and_tells_bad_ones(tmp_path: Path) -> None:
    file, bad = tmp_path / "in.jsonl", tmp_path / "bad.csv"
    deep = '{"topics":' * 5_000
    file.write_text(
        f'\ufeff{{"creatorId":"a","topics":{{"sport":0.5}}}}\n\nnonsense\n[]\n{{"colour":1}}\n{{"version":"1"}}\n7\n{deep}\n{{"creatorId":"b"}}'
    )
    profiles = ScriptedProfiles()
    with ScriptedServer(profiles=profiles) as server:
        ran = run("profiles", "import", str(file), "--server", server.target, "--bad-rows", str(bad))
        assert (ran.returncode, sorted(profiles.store)) == (0, ["a", "b"]), ran.stderr
        assert ran.stdout == "2 written, 0 unchanged, 0 superseded, 1 failed, 5 bad rows\n" and "Traceback" not in ran.stderr
        assert run("profiles", "import", str(file), "--server", server.target, "--strict").returncode == 1
    rows = list(csv.DictReader(bad.open(newline="")))
    assert sorted(int(row["line"]) for row in rows) == [3, 4, 5, 6, 7, 8]
    # What the server finds at fault is told like what cannot be read.
    assert [(row["line"], row["raw"]) for row in rows if "INVALID_PROFILE" in row["reason"]] == [("6", '{"version":"1"}')]
    assert sorted(os.listdir(tmp_path)) == ["bad.csv", "in.jsonl"]


def test_import_csv_reads_ids_followers_and_platforms(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text('username,Followers,platform,mood\na,"12,345",tiktok,x\nb,N/A,,x\n,3,,x\nd,abc,,x\n')
    profiles = ScriptedProfiles()
    with ScriptedServer(profiles=profiles) as server:
        ran = run("profiles", "import", str(file), "--server", server.target, "--min-replicas", "1")
    assert ran.returncode == 0 and ran.stdout == "2 written, 0 unchanged, 0 superseded, 0 failed, 2 bad rows\n"
    assert (profiles.store["a"].followers, profiles.store["a"].platform) == (12_345, 2)
    assert not profiles.store["b"].HasField("followers")
    assert "columns that are not read: 'mood'" in ran.stderr and "line 4 is left out: there is no creator id" in ran.stderr
    assert profiles.configs[0].write_options.min_replicas == 1


def test_import_csv_without_ids_exits_2(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("followers,mood\n1,x\n")
    with ScriptedServer(profiles=ScriptedProfiles()) as server:
        ran = run("profiles", "import", str(tmp_path / "in.csv"), "--server", server.target, "--bad-rows", str(tmp_path / "bad.csv"))
    assert (ran.returncode, ran.stdout) == (2, "") and "--map id=COLUMN" in ran.stderr and os.listdir(tmp_path) == ["in.csv"]


def test_import_from_standard_input_leaves_no_state(tmp_path: Path) -> None:
    profiles = ScriptedProfiles()
    with ScriptedServer(profiles=profiles) as server:
        ran = run("profiles", "import", "-", "--format", "jsonl", "--server", server.target, stdin=lines_of(3))
    assert ran.returncode == 0 and len(profiles.store) == 3


@pytest.mark.parametrize("number, code", [(signal.SIGKILL, -9), (signal.SIGTERM, 143)])
def test_import_ended_in_the_middle_goes_on_from_there(number: signal.Signals, code: int, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(lines_of(5_000))
    profiles = ScriptedProfiles(ProfileAct(answers=3), HANGS)
    with ScriptedServer(profiles=profiles) as server:
        command = [sys.executable, "-m", "influence_grpc", "profiles", "import", str(file), "--server", server.target]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        wait_until(lambda: len(profiles.received) == 2 and len(profiles.received[0]) >= 4)
        wait_until(lambda: file.with_name("in.jsonl.import-state").exists())
        process.send_signal(number)
        assert process.wait(30) == code
        assert process.stderr is not None and b"Traceback" not in process.stderr.read()
        process.stderr.close()
        state = state_of(file)
        read = {"bytes": file.stat().st_size, "beginsWith": hashlib.sha256(file.read_bytes()).hexdigest()}
        assert read.items() <= state["input"].items() and state["line"] == state["rows"] == state["counts"]["written"]
        # Killed, it remembers at least the first answer; told to end, all three.
        assert state["rows"] in ((500, 1_500) if number == signal.SIGKILL else (1_500,))
        profiles.acts = [ProfileAct()]
        calls = len(profiles.received)
        ran = run("profiles", "import", str(file), "--server", server.target)
    assert ran.returncode == 0 and f"going on after row {state['rows']:,} (line {state['rows']:,})" in ran.stderr, ran.stderr
    # A chunk that was written and not answered is sent again, and unchanged then.
    assert sum(int(part.split()[0].replace(",", "")) for part in ran.stdout.split(", ")[:2]) == 5_000, ran.stdout
    assert profiles.received[calls][0][1][0] == f"c{state['rows']}"
    assert len(profiles.store) == 5_000 and sorted(profiles.writes) == sorted(profiles.store)
    assert os.listdir(tmp_path) == ["in.jsonl"]


def test_import_that_goes_on_keeps_the_bad_rows_told_before_and_tells_each_once(tmp_path: Path) -> None:
    file, bad = tmp_path / "in.csv", tmp_path / "bad.csv"
    file.write_text('id,followers\na,bad\nb,2\n"c;\nd",bad\ne,5\n')
    # The line beyond the state was read ahead, and is read again.
    bad.write_text('line,reason,raw\n2,the reason before,"a,bad"\n4,read ahead,x\n')
    profiles = ScriptedProfiles()
    with ScriptedServer(profiles=profiles) as server:
        ImportState(file, server.target).advance(Progress(2, 3, Counts(written=1, bad=1)))
        ran = run("profiles", "import", str(file), "--server", server.target, "--bad-rows", str(bad))
    assert ran.stdout == "2 written, 0 unchanged, 0 superseded, 0 failed, 2 bad rows\n", ran.stderr
    with open(bad, newline="") as opened:
        rows = [(row["line"], row["reason"], row["raw"]) for row in csv.DictReader(opened)]
    assert rows == [("2", "the reason before", "a,bad"), ("4", "column 'followers': 'bad' is not a follower count", '"c;\nd",bad')]


def test_import_csv_goes_on_after_rows_bad_ones_included(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("id,followers\na,1\n\nb,bad\nc,3\nd,bad\ne,5\n")
    profiles = ScriptedProfiles()
    with ScriptedServer(profiles=profiles) as server:
        ImportState(file, server.target).advance(Progress(3, 5, Counts(written=2, bad=1)))
        ran = run("profiles", "import", str(file), "--server", server.target)
        assert sorted(profiles.store) == ["e"] and "line 6 is left out" in ran.stderr and "line 4" not in ran.stderr
        assert ran.stdout == "3 written, 0 unchanged, 0 superseded, 0 failed, 2 bad rows\n" and "of all runs" in ran.stderr
        ImportState(file, server.target).advance(Progress(3, 5))
        run("profiles", "import", str(file), "--server", server.target, "--from-start")
    assert sorted(profiles.store) == ["a", "c", "e"] and os.listdir(tmp_path) == ["in.csv"]


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"rows": 1}',
        '{"format": 99}',
        '{"format":2,"input":{},"server":"a","rows":0,"line":1,"counts":{}}',
        '{"format":2,"input":{},"server":"a","rows":1,"line":1,"counts":{}}',
    ],
)
def test_import_state_of_another_input_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(lines_of(3))
    file.with_name("in.jsonl.import-state").write_text(text)
    profiles = ScriptedProfiles()
    with ScriptedServer(profiles=profiles) as server:
        ran = run("profiles", "import", str(file), "--server", server.target)
    assert (ran.returncode, ran.stdout, profiles.store) == (2, "", {}) and "--from-start" in ran.stderr and "Traceback" not in ran.stderr


def test_import_state_of_another_server_is_refused_until_from_start(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(lines_of(3))
    ImportState(file, "elsewhere:1").advance(Progress(2, 2))
    profiles = ScriptedProfiles()
    with ScriptedServer(profiles=profiles) as server:
        ran = run("profiles", "import", str(file), "--server", server.target)
        assert (ran.returncode, ran.stdout, profiles.store) == (2, "", {}) and state_of(file)["rows"] == 2
        assert "elsewhere:1" in ran.stderr and "--from-start" in ran.stderr and "Traceback" not in ran.stderr
        ran = run("profiles", "import", str(file), "--server", server.target, "--from-start")
    assert ran.returncode == 0 and len(profiles.store) == 3 and os.listdir(tmp_path) == ["in.jsonl"]


def test_import_rows_counted_in_another_way_are_refused_and_none_left_out(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("id,followers\na,1\nb,2\nc,3\n")
    profiles = ScriptedProfiles()
    with ScriptedServer(profiles=profiles) as server:
        for progress, told in (
            (Progress(2, 2), "row 2 begins on line 3, not on line 2"),
            (Progress(4, 5), "there are 3 rows, fewer than 4"),
        ):
            ImportState(file, server.target).advance(progress)
            ran = run("profiles", "import", str(file), "--server", server.target)
            assert (ran.returncode, ran.stdout, profiles.store) == (2, "", {}) and told in ran.stderr and "--from-start" in ran.stderr
            assert "Traceback" not in ran.stderr and state_of(file)["rows"] == progress.rows


def test_import_superseded_rows_are_explained(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(lines_of(2))
    profiles = ScriptedProfiles()
    profiles.store["c1"] = CreatorProfile(creator_id="c1", version=2)
    with ScriptedServer(profiles=profiles) as server:
        ran = run("profiles", "import", str(file), "--server", server.target)
    counts, told = ran.stdout.splitlines()
    assert counts == "1 written, 0 unchanged, 1 superseded, 0 failed, 0 bad rows"
    assert "a higher version" in told and "was deleted less than RememberDeletions ago (30 days" in told


def test_import_state_that_names_no_server_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(lines_of(3))
    ImportState(file, "one:1").advance(Progress(2, 2))
    state = state_of(file)
    del state["server"]
    file.with_name("in.jsonl.import-state").write_text(json.dumps(state))
    with pytest.raises(StateError, match="is not the state of an import"):
        ImportState(file, "one:1").load()


def test_import_same_server_written_in_another_way_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("id,followers\na,1\nb,2\n")
    ImportState(file, "one:1").advance(Progress(1, 2))
    assert ImportState(file, "http://one:1/").load() == Progress(1, 2)


def test_import_rows_that_failed_for_the_servers_sake_keep_the_state(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(lines_of(1_200))
    with ScriptedServer(profiles=ScriptedProfiles(ProfileAct(mark=lambda mark: min(mark, 1)))) as server:
        ran = run("profiles", "import", str(file), "--server", server.target)
    assert ran.returncode == 0 and "could not be written" in ran.stderr and state_of(file)["rows"] == 500


def test_import_refused_chunk_exits_4_and_keeps_the_state(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(lines_of(1_200))
    refuse = {2: status(grpc.StatusCode.RESOURCE_EXHAUSTED, "TOO_MANY_ITEMS")}
    with ScriptedServer(profiles=ScriptedProfiles(ProfileAct(refuse=refuse))) as server:
        ran = run("profiles", "import", str(file), "--server", server.target)
    assert ran.returncode == 4 and "TOO_MANY_ITEMS" in ran.stderr and state_of(file)["rows"] == 500


def test_import_state_is_written_once_a_second(tmp_path: Path) -> None:
    file, now = tmp_path / "in.csv", [0.0]
    file.write_text("x")
    state = ImportState(file, "one:1", lambda: now[0])
    seen: List[int] = []
    for rows, time in ((1, 0.0), (2, 0.5), (3, 0.99), (4, 1.0), (5, 1.5)):
        now[0] = time
        state.advance(Progress(rows, rows))
        seen.append(state_of(file)["rows"])
    assert seen == [1, 1, 1, 4, 4]
    state.save()
    assert ImportState(file, "one:1").load().rows == 5
    file.write_text("xy")
    with pytest.raises(StateError, match="changed"):
        ImportState(file, "one:1").load()
    state.remove()
    assert ImportState(file, "one:1").load() == Progress()


def test_get_prints_json_lines_and_tells_what_is_not_there() -> None:
    profiles = ScriptedProfiles(ProfileAct(away={"z": "PROFILE_STORE_UNAVAILABLE"}))
    profiles.store["å"] = CreatorProfile(creator_id="å", followers=0)
    with ScriptedServer(profiles=profiles) as server:
        ran = run("profiles", "get", "å", "b", "z", "--server", server.target, "--strict")
    assert ran.stdout == '{"creatorId": "å", "followers": "0"}\n'
    assert ran.returncode == 1 and "b: not found\n" in ran.stderr and "z: UNAVAILABLE (PROFILE_STORE_UNAVAILABLE)" in ran.stderr


def test_delete_by_arguments_and_by_file(tmp_path: Path) -> None:
    profiles = ScriptedProfiles()
    profiles.store = {each: CreatorProfile(creator_id=each) for each in ("a", "b", "c")}
    (tmp_path / "ids").write_text("b\nc\nd\n")
    with ScriptedServer(profiles=profiles) as server:
        one = run("profiles", "delete", "a", "--version", "7", "--server", server.target)
        rest = run("profiles", "delete", "--ids", str(tmp_path / "ids"), "--server", server.target, "--strict")
    assert (one.stdout, one.returncode) == ("1 deleted, 0 not found, 0 superseded, 0 failed\n", 0)
    assert (rest.stdout, rest.returncode) == ("2 deleted, 1 not found, 0 superseded, 0 failed\n", 1)
    assert not profiles.store and list(profiles.unary_requests[0].versions) == [7] and not profiles.unary_requests[1].versions


def test_export_is_taken_back_by_import(tmp_path: Path) -> None:
    profiles = ScriptedProfiles(ProfileAct(part_items=3))
    profiles.store = {f"c{n}": CreatorProfile(creator_id=f"c{n}", version=n, followers=n, topics={"sport": 0.1}) for n in range(10)}
    before = dict(profiles.store)
    (tmp_path / "ids.csv").write_text("Creator ID,x\n" + "".join(f"c{n},\n" for n in range(12)))
    out, missing = tmp_path / "out.jsonl", tmp_path / "missing"
    with ScriptedServer(profiles=profiles) as server:
        arguments = ["--ids", str(tmp_path / "ids.csv"), "--out", str(out), "--missing", str(missing)]
        ran = run("profiles", "export", *arguments, "--server", server.target)
        assert (ran.returncode, ran.stdout) == (0, "10 written, 2 not found, 0 failed, 0 bad rows\n"), ran.stderr
        profiles.store.clear()
        assert run("profiles", "import", str(out), "--server", server.target).returncode == 0
    assert profiles.store == before and missing.read_text() == "c10\nc11\n"
