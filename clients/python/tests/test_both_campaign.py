"""One question about a campaign through both command lines: the same files, byte by byte, and the same exit codes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

import pytest

import other_command_line
from campaign_samples import creators, planned, plans, profile, write_brief, write_candidates, write_plans
from conftest import PROTOS
from influence_grpc import Client
from real_server import RealServer

SAMPLES = sorted((PROTOS.parent / "samples" / "campaigns").glob("celebrity-*.json"))
COUNT = 400


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with RealServer(store=tmp_path_factory.mktemp("store") / "profiles.db") as started:
        with Client(started.target) as client:
            list(client.upsert_profiles(creators(1, COUNT)))
        yield started.target


def both(server: str, folder: Path, *arguments: str, option: str = "--out") -> Tuple[List[int], List[bytes]]:
    """The exit codes of both command lines, and what each writes into its file; nothing where it writes none."""
    codes, files = [], []
    for name, command in (("ours", [sys.executable, "-m", "influence_grpc"]), ("other", other_command_line.required())):
        out = folder / f"{name}.out"
        ran = [*command, *arguments, option, str(out), "--server", f"http://{server}"]
        done = subprocess.run(ran, stdin=subprocess.DEVNULL, capture_output=True, timeout=100, encoding="utf-8")
        codes.append(done.returncode)
        files.append(out.read_bytes() if out.exists() else b"")
    return codes, files


def test_compare_both_command_lines_write_the_same_file(server: str, tmp_path: Path) -> None:
    codes, (ours, other) = both(server, tmp_path, "compare", write_plans(tmp_path / "plans.json"))
    assert ours == other and ours.count(b"\n") == 4 and codes == [1, 1]  # a creator failed


def told(server: str, *arguments: str) -> List[str]:
    """What both command lines tell people, but for how long it took."""
    texts = []
    for command in ([sys.executable, "-m", "influence_grpc"], other_command_line.required()):
        ran = [*command, *arguments, "--server", f"http://{server}"]
        done = subprocess.run(ran, stdin=subprocess.DEVNULL, capture_output=True, timeout=100, encoding="utf-8")
        texts.append(re.sub(r" looked at in [0-9.:]+ (s|min)", " looked at", done.stdout))
    return texts


def test_compare_both_command_lines_tell_people_the_same(server: str, tmp_path: Path) -> None:
    ours, other = told(server, "compare", write_plans(tmp_path / "plans.json"))
    assert ours == other and "Which wins on what" in ours and "failed and is left out" in ours


@pytest.mark.parametrize(
    "more",
    [["--budget", "60 000"], ["--budget", "9,000", "--must-have", "c0003"], ["--budget", "0"], ["--budget", "1,000,000,000"]],
    ids=" ".join,
)
def test_plan_both_command_lines_tell_people_the_same(more: List[str], server: str, tmp_path: Path) -> None:
    asked = ["--brief", write_brief(tmp_path / "brief.json"), "--people", "600000", *more]
    ours, other = told(server, "plan", write_candidates(tmp_path / "in.jsonl", COUNT), *asked)
    assert ours == other and "candidates" in ours
    (tmp_path / "ids.txt").write_text("c0001\nnobody\nc0002\n")
    ours, other = told(server, "plan", "--ids", str(tmp_path / "ids.txt"), *asked)
    assert ours == other and "1 creators failed: CREATOR_NOT_FOUND" in ours


NOBODY = {
    "nobody": [],
    "too dear": [profile(1, prices=[{"deliverable": "DELIVERABLE_POST", "amount": {"currencyCode": "NOK", "units": "99999"}}])],
    "elsewhere": [profile(1), profile(2)],
    "mixed": [profile(5), profile(6), profile(6), profile(7), profile(8)],
    "\u65e5\u672c": [profile(1, creatorId="\u65e5\u672c\U0001f389"), profile(2, creatorId="bidi\u202eid\u200b")],
}


@pytest.mark.parametrize("rows", list(NOBODY.values()), ids=list(NOBODY))
@pytest.mark.parametrize("key", ["NO", "DK"])
def test_plan_both_command_lines_tell_alike_why_there_is_none_and_who_is_next(
    rows: List[Dict[str, Any]], key: str, server: str, tmp_path: Path
) -> None:
    (tmp_path / "few.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    segments = [{"key": key, "people": 400_000}, {"key": "FI", "people": 5}]
    (tmp_path / "u.json").write_text(json.dumps({"dimension": "AUDIENCE_DIMENSION_COUNTRIES", "segments": segments}))
    asked = ["--brief", write_brief(tmp_path / "brief.json"), "--budget", "9000", "--universe", str(tmp_path / "u.json")]
    ours, other = told(server, "plan", str(tmp_path / "few.jsonl"), *asked)
    assert ours == other and ("There is no plan: " in ours or "The plan: " in ours) and " \n" not in ours


def test_compare_both_command_lines_draw_nothing_and_wide_names_alike(server: str, tmp_path: Path) -> None:
    free = [
        {"name": "\u65e5\u672c\u202e", "creators": [{**planned(1), "price": 0}]},
        {"name": "b", "creators": [{**planned(2), "price": 0.004}]},
    ]
    ours, other = told(server, "compare", write_plans(tmp_path / "plans.json", plans=free, overlaps=[]))
    assert ours == other and " \n" not in ours and "0.004 NOK" in ours and "\\u202e" in ours


def test_compare_both_command_lines_write_large_and_small_figures_alike(server: str, tmp_path: Path) -> None:
    wide = [{**planned(n, followers=str(n * 10**9)), "price": 10**12 // n} for n in (1, 2, 3)]
    narrow = [{**planned(n, followers=str(n), audience={"countries": {"NO": 1e-5, "DK": 0.9}}), "price": 1e12} for n in (1, 2, 3)]
    named = [{"name": "wide", "creators": wide}, {"name": "narrow", "creators": narrow}]
    codes, (ours, other) = both(server, tmp_path, "compare", write_plans(tmp_path / "plans.json", plans=named))
    assert ours == other and b"E+" in ours and codes == [0, 0]


def test_compare_both_command_lines_write_the_samples_alike(server: str, tmp_path: Path) -> None:
    for sample in SAMPLES:
        codes, (ours, other) = both(server, tmp_path, "compare", str(sample))
        assert ours == other and ours.count(b"\n") >= 3 and codes == [0, 0], sample.name


@pytest.mark.parametrize("faulty", [{"universe": {"peple": 3}}, {"plans": plans()["plans"][:1]}, {"modelId": "none"}], ids=str)
def test_compare_both_command_lines_refuse_alike(faulty: object, server: str, tmp_path: Path) -> None:
    codes, files = both(server, tmp_path, "compare", write_plans(tmp_path / "plans.json", **faulty))  # type: ignore[arg-type]
    assert codes == [2, 2] and files == [b"", b""]


@pytest.mark.parametrize("objective", ["reach", "engagements", "credible-reach"])
@pytest.mark.parametrize("more", [[], ["--max-creators", "5", "--must-have", "c0003", "--must-have", "c0004"]], ids=["free", "bound"])
def test_plan_both_command_lines_write_the_same_file(objective: str, more: List[str], server: str, tmp_path: Path) -> None:
    asked = ["--brief", write_brief(tmp_path / "brief.json"), "--budget", "60,000", "--people", "600000", "--objective", objective, *more]
    codes, (ours, other) = both(server, tmp_path, "plan", write_candidates(tmp_path / "in.jsonl", COUNT), *asked)
    assert ours == other and ours.count(b"\n") > 5 and codes == [0, 0]
    (tmp_path / "ids.txt").write_text("".join(f"c{n:04}\n" for n in range(1, COUNT + 1)))
    codes, of_ids = both(server, tmp_path, "plan", "--ids", str(tmp_path / "ids.txt"), *asked)
    assert of_ids == [ours, ours] and codes == [0, 0]


def test_plan_both_command_lines_take_the_same_row_of_a_must_have_and_the_same_target(server: str, tmp_path: Path) -> None:
    rows = [profile(1), profile(2, topics={"food": 1}), profile(2), profile(3)]
    (tmp_path / "few.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    segments = [{"key": "NO", "people": 400_000}, {"key": "SE", "people": 50_000}]
    (tmp_path / "u.json").write_text("// the target\n" + json.dumps({"dimension": "AUDIENCE_DIMENSION_COUNTRIES", "segments": segments}))
    asked = ["--brief", write_brief(tmp_path / "brief.json"), "--budget", "60000.5", "--universe", str(tmp_path / "u.json")]
    must_haves = ["--must-have", "c0002", "--must-have", "c0009"]  # of the file, and of the store
    codes, (ours, other) = both(server, tmp_path, "plan", str(tmp_path / "few.jsonl"), *asked, *must_haves)
    assert ours == other and ours.count(b"true") == 2 and codes == [0, 0]


def test_plan_both_command_lines_leave_out_the_same_rows(server: str, tmp_path: Path) -> None:
    (tmp_path / "ids.txt").write_text("c0001\nnobody\nc0002\nwho\n")
    asked = ["--brief", write_brief(tmp_path / "brief.json"), "--budget", "60000", "--people", "600000", "--strict"]
    codes, (ours, other) = both(server, tmp_path, "plan", "--ids", str(tmp_path / "ids.txt"), *asked, option="--bad-rows")
    assert ours == other and ours.count(b"\n") == 3 and codes == [1, 1]


@pytest.mark.parametrize(
    "more",
    [["--must-have", "nobody"], ["--max-creators", "0"], ["--budget", "2,5"], ["--objective", "fame"], ["--universe", "u.json"]],
    ids=" ".join,
)
def test_plan_both_command_lines_refuse_alike(more: List[str], server: str, tmp_path: Path) -> None:
    asked = ["--brief", write_brief(tmp_path / "brief.json"), "--people", "600000", *([] if "--budget" in more else ["--budget", "9"])]
    codes, files = both(server, tmp_path, "plan", write_candidates(tmp_path / "in.jsonl", 9), *asked, *more)
    assert codes == [2, 2] and files == [b"", b""]
