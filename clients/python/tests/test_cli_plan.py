"""`influence-grpc plan`, as a process, against the project's server."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest

from campaign_samples import BRIEF, creators, profile, write_brief, write_candidates
from command_line import run
from influence_grpc import Client
from real_server import RealServer
from scripted_campaign import ScriptedCampaign
from scripted_fit import ScriptedFit
from scripted_server import Act, ScriptedServer

COUNT = 300


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with RealServer(store=tmp_path_factory.mktemp("store") / "profiles.db") as started:
        with Client(started.target) as client:
            list(client.upsert_profiles(creators(1, COUNT)))
        yield started.target


@pytest.fixture
def asked(tmp_path: Path) -> List[str]:
    """A question but for its server."""
    candidates, brief = write_candidates(tmp_path / "in.jsonl", COUNT), write_brief(tmp_path / "brief.json")
    return ["plan", candidates, "--brief", brief, "--budget", "60,000", "--people", "600000"]


def rows_of(path: Path) -> List[Dict[str, str]]:
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_plan_prints_and_writes_what_the_client_is_told(server: str, asked: List[str], tmp_path: Path) -> None:
    out = tmp_path / "plan.csv"
    ran = run(*asked, "--max-creators", "6", "--server", server, "--out", str(out))
    assert ran.returncode == 0, ran.stderr
    with Client(server) as client:
        plan = client.plan_campaign(creators(1, COUNT), BRIEF, budget=60_000, universe={"people": 600_000}, max_creators=6)
    rows = rows_of(out)
    assert list(rows[0]) == ["step", "creator_id", "must_have", "price", "cost_so_far", "currency", "gain", "value_so_far", "score"]
    assert [row["creator_id"] for row in rows] == [step.creator_id for step in plan.steps] and len(rows) == 6
    assert [float(row["gain"]) for row in rows] == [step.gain for step in plan.steps]
    assert float(rows[-1]["cost_so_far"]) == plan.cost and float(rows[-1]["value_so_far"]) == pytest.approx(plan.objective_value)
    blocks = ran.stdout.rstrip().split("\n\n")
    assert "the budget 60,000 NOK; as many as possible: different people reached in the target" in blocks[0]
    counts = [" ".join(line.split("%")[0].split()[:-1]) for line in blocks[1].splitlines()]
    by_reason = [*plan.ineligible_for.items(), *plan.dropped_for.items()]
    assert set(counts) == {
        *(f"candidates {plan.candidates}", f"not eligible {plan.ineligible}", f"dropped {plan.dropped}"),
        *(f"{name.replace('_', ' ')} {count}" for name, count in by_reason),
    }
    *steps, legend = blocks[2].splitlines()
    assert legend == "  bars: # so far, . on to the whole plan"
    assert steps[0].startswith("The plan: 6 creators for ") and steps[0].endswith(" NOK left of the budget") and len(steps) == 8
    assert [line.split()[1] for line in steps[2:]] == [step.creator_id for step in plan.steps]
    so_far = [line.split()[-1].count("#") for line in steps[2:]]
    assert so_far == sorted(so_far) and steps[-1].endswith("  " + "#" * 25) and {len(line.split()[-1]) for line in steps[2:]} == {25}
    assert blocks[3].startswith("What it does  (intervals are meant to hold in 8 of 10 cases)\n  creators")
    assert plan.next is not None and blocks[4].startswith(f"Next would come {plan.next.creator_id} for ")
    share = f"By this forecast: at least {math.floor(1_000 * plan.guaranteed_share) / 10} % of the best possible; no plan does better than "
    assert blocks[4].splitlines()[1].startswith(share)


def test_plan_to_standard_output_tells_the_rest_on_standard_error(server: str, asked: List[str]) -> None:
    ran = run(*asked, "--server", server, "--out", "-", "--objective", "engagements")
    assert ran.returncode == 0 and ran.stdout.startswith("step,creator_id,") and "engagements in the target" in ran.stderr


def test_plan_of_ids_from_standard_input_tells_of_failures_by_line(server: str, asked: List[str]) -> None:
    ids = "".join(f"c{n:04}\n" for n in range(1, 40)) + "nobody\n"
    ran = run("plan", "--ids", "-", *asked[2:], "--server", server, "--must-have", "c0003", "--strict", stdin=ids)
    assert ran.returncode == 1 and "line 40 is no candidate: 'nobody': CREATOR_NOT_FOUND: " in ran.stderr
    assert (
        "*  1  c0003" in ran.stdout
        and "* is in the plan in any case" in ran.stdout
        and "1 creators failed: CREATOR_NOT_FOUND" in ran.stdout
    )
    assert "what it adds to the creators that are in it in any case is at least" in ran.stdout
    assert "among those that must be in the plan already" in ran.stdout


def test_plan_universe_in_segments_is_summed_up(server: str, asked: List[str], tmp_path: Path) -> None:
    segments = [{"key": "NO", "people": 400_000}, {"key": "SE", "people": 50_000}]
    (tmp_path / "u.json").write_text("// the target\n" + json.dumps({"dimension": "AUDIENCE_DIMENSION_COUNTRIES", "segments": segments}))
    ran = run(*asked[:-2], "--universe", str(tmp_path / "u.json"), "--server", server)
    assert ran.returncode == 0 and "the target is 450,000 people" in ran.stdout


def test_plan_must_have_is_the_first_row_of_the_file_or_else_of_the_store(server: str, asked: List[str], tmp_path: Path) -> None:
    rows = [profile(1), profile(2, topics={"food": 1}), profile(2), profile(3)]
    (tmp_path / "few.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    out = tmp_path / "plan.csv"
    must_haves = ["--must-have", "c0002", "--must-have", "c0009", "--must-have", "c0002"]
    ran = run("plan", str(tmp_path / "few.jsonl"), *asked[2:], *must_haves, "--server", server, "--out", str(out))
    assert ran.returncode == 0, ran.stderr
    assert [row["creator_id"] for row in rows_of(out) if row["must_have"] == "true"] == ["c0002", "c0009"]
    assert "'c0002' has 2 rows in " in ran.stderr and "; the first counts, on line 2" in ran.stderr
    assert "'c0009' is not in " in ran.stderr and "the server's store is asked for it" in ran.stderr


def test_plan_must_haves_that_cannot_be_are_told_by_their_option(server: str, asked: List[str]) -> None:
    ran = run(*asked, "--must-have", "nobody", "--must-have", "c0005", "--must-have", "c0001", "--server", server)
    assert (ran.returncode, ran.stdout) == (2, "")
    told = [line.strip().split(": ")[0] for line in ran.stderr.splitlines() if line.startswith("  ")]
    assert told == ["--must-have 'nobody'", "--must-have 'c0005'"] and "the campaign to plan has 2 faults:" in ran.stderr


def test_plan_faults_of_files_options_and_server_are_told_together(server: str, asked: List[str], tmp_path: Path) -> None:
    brief = write_brief(tmp_path / "b.json", topcs={}, topics={"a": 7})
    (tmp_path / "u.json").write_text('{"dimension": "COUNTRIES", "segments": [{"key": "NO", "people": 0}]}')
    files = ["--brief", brief, "--universe", str(tmp_path / "u.json")]
    ran = run("plan", asked[1], *files, "--budget", "9000000000000", "--max-creators", "100000", "--model", "none", "--server", server)
    assert (ran.returncode, ran.stdout) == (2, "")
    told = [": ".join(line.strip().split(": ")[:2]) for line in ran.stderr.splitlines() if line.startswith("  ")]
    fields = [f"{brief}: topcs", f'{brief}: topics["a"]', f"{tmp_path}/u.json: dimension", f"{tmp_path}/u.json: segments[0].people"]
    others = [each.split(": ")[0] for each in told if each not in fields]
    assert set(fields) <= set(told) and sorted(others) == ["--budget", "--max-creators", "modelId"]
    assert "the campaign to plan has 7 faults:" in ran.stderr and "did you mean AUDIENCE_DIMENSION_COUNTRIES?" in ran.stderr


def test_plan_brief_without_a_cost_is_a_fault_of_the_brief(server: str, asked: List[str], tmp_path: Path) -> None:
    brief = write_brief(tmp_path / "b.json", cost=None)
    ran = run("plan", asked[1], "--brief", brief, *asked[4:], "--server", server)
    assert ran.returncode == 2 and f"  {brief}: cost: must be given" in ran.stderr


def test_plan_nobody_affordable_says_so(server: str, asked: List[str]) -> None:
    ran = run(*asked[:4], "--budget", "0", "--people", "600000", "--server", server)
    assert (
        ran.returncode == 0
        and "There is no plan: none of 300 creators can be in it. The most frequent reason: costs more than there is (" in ran.stdout
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--people", "0"], "--people: must lie in [1, 10,000,000,000]"),
        (["--people", "5", "--must-have", "c0001", "--must-have", "c0002", "--max-creators", "1"], "at most --max-creators, 1; got 2."),
        (["--people", "5", "--must-have", "c0007"], "in its currency; give it one under 'prices' in its row or profile."),
        (["--people", "5", "--must-have", "c0001", "--must-have", "c0002"], " NOK together, and the budget is 9 NOK."),
    ],
    ids=["people", "number", "price", "budget"],
)
def test_plan_what_the_server_refuses_is_told_in_words_of_the_options(options: List[str], told: str, server: str, asked: List[str]) -> None:
    ran = run(*asked[:4], "--budget", "9", *options, "--server", server)
    assert (ran.returncode, ran.stdout) == (2, "") and told in ran.stderr


def test_plan_spaces_divide_thousands(server: str, asked: List[str]) -> None:
    ran = run(*asked[:4], "--budget", "60 000", "--people", "600\u00a0000", "--server", server)
    assert ran.returncode == 0 and "the target is 600,000 people, the budget 60,000 NOK" in ran.stdout, ran.stderr


def test_plan_cut_reads_the_file_again_and_tells_bad_rows_once(asked: List[str], tmp_path: Path) -> None:
    rows = "".join(f"c{n},{n if n != 1500 else 'abc'}\n" for n in range(3_000))
    (tmp_path / "many.csv").write_text("id,followers\n" + rows)
    campaign = ScriptedCampaign(Act(), Act(answers=2), Act())  # the first call is the question whether all can be used
    with ScriptedServer(campaign=campaign, fit=ScriptedFit()) as scripted:
        ran = run("plan", str(tmp_path / "many.csv"), *asked[2:], "--server", scripted.target)
    assert ran.returncode == 0 and [sum(count for _, count in each) for each in campaign.received][::2] == [0, 2_999], ran.stderr
    assert ran.stderr.count("is left out") == 1 and "2,999 creators looked at" in ran.stdout
    assert "\nthe server was interrupted 1 time; the planning was begun anew\n" in ran.stdout


def test_plan_of_standard_input_that_is_cut_says_that_it_must_be_begun_again(asked: List[str]) -> None:
    rows = "id,followers\n" + "".join(f"c{n},{n}\n" for n in range(3_000))
    with ScriptedServer(campaign=ScriptedCampaign(Act(), Act(answers=1), Act())) as scripted:
        ran = run("plan", "-", *asked[2:], "--server", scripted.target, stdin=rows)
    assert (ran.returncode, ran.stdout) == (3, "") and "send it anew from the first creator" in ran.stderr


def test_plan_text_of_files_commands_no_terminal(asked: List[str], tmp_path: Path) -> None:
    brief = write_brief(tmp_path / "\x1b[31m.json", title="\x1b[31mred")
    (tmp_path / "\u009bin.csv").write_text("id,followers\n\x1b[31ma,2000\n")
    with ScriptedServer(campaign=ScriptedCampaign()) as scripted:
        ran = run("plan", str(tmp_path / "\u009bin.csv"), "--brief", brief, *asked[4:], "--server", scripted.target)
    assert "\\u001b[31ma" in ran.stdout and not {"\x1b", "\x9b"} & set(ran.stdout + ran.stderr)


OPTIONS: List[Any] = [
    (["--budget", "2,5", "--people", "5"], "must be an amount such as 250000"),
    (["--budget", "60.000", "--people", "5"], "60.000 can be 60 or 60,000: write 60000 or 60.00"),
    (["--budget", "5", "--people", "12.345"], "12.345 can be 12.345 or 12,345: write 12345 or 12.3450"),
    (["--budget", "1.234.567", "--people", "5"], "must be an amount such as 250000, 250,000, 250 000 or 1999.50, not"),
    (["--budget", "5", "--people", "5", "--max-creators", "1.5"], "must be a whole number of at least 1"),
    (["--budget", "5", "--people", "5", "--max-creators", "99999999999"], "must be a whole number of at least 1"),
    (["--budget", "5"], "say how many people the target has"),
    (["--budget", "5", "--people", "5", "--universe", "BRIEF"], "not with both"),
    (["--budget", "5", "--people", "5", "--objective", "fame"], "invalid choice: 'fame'"),
    (["--budget", "5", "--people", "5", "--max-creators", "0"], "must be a whole number of at least 1"),
    (["--budget", "5", "--people", "5", "--out", "FILE"], "would overwrite the input"),
    (["--budget", "5", "--people", "5", "--out", "BRIEF"], "would overwrite the input"),
    (["--budget", "5", "--universe", "/no/such.json"], "/no/such.json: No such file"),
    (["--budget", "5", "--people", "5", "--max-age", "5"], "go with --ids"),
    (["--people", "5"], "--budget"),
]


@pytest.mark.parametrize(("options", "told"), OPTIONS, ids=lambda each: " ".join(each) if isinstance(each, list) else "")
def test_plan_usage_errors_exit_2(options: List[str], told: str, asked: List[str]) -> None:
    named = [{"FILE": asked[1], "BRIEF": asked[3]}.get(each, each) for each in options]
    ran = run(*asked[:4], *named, "--server", "127.0.0.1:1")
    assert (ran.returncode, ran.stdout) == (2, "") and told in ran.stderr and "Traceback" not in ran.stderr


def test_plan_must_have_of_standard_input_is_refused_and_nobody_listens_exits_3(asked: List[str]) -> None:
    ran = run("plan", "-", *asked[2:], "--must-have", "a", "--server", "127.0.0.1:1")
    assert ran.returncode == 2 and "name a file that can be read twice" in ran.stderr
    assert run(*asked, "--server", "127.0.0.1:1").returncode == 3
