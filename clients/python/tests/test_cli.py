"""The command line, as a process."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from typing import Optional

import grpc
import pytest

from command_line import run, wait_until
from creators_file import file, table
from influence_grpc.result_table import margin_text
from influence_grpc.messages import TierScheme, TierSchemeKind
from scripted_server import ScriptedServer, scheme
from scripted_status import status


def test_classify_prints_a_histogram(file: str) -> None:
    with ScriptedServer() as server:
        ran = run("classify", file, "--server", server.target)
    assert ran.returncode == 0, ran.stderr
    lines = [line.split() for line in ran.stdout.splitlines()]
    assert lines[0][:3] == ["harvard-media", "version", "1:"] and "(4 creators)" in ran.stdout
    assert ["nano", "1", "25.0", "%", "#" * 40] in lines and ["micro", "0", "0.0", "%"] in lines
    assert ["1", "FOLLOWERS_MISSING"] in lines
    assert ran.stderr == "line 4 is left out: 'abc' is not a follower count\n"


def test_classify_writes_rows_with_their_tiers(file: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    with ScriptedServer() as server:
        assert run("classify", file, "--server", server.target, "--out", str(out)).returncode == 0
    assert table(out) == [
        ["id", "followers", "harvard-media_tier", "harvard-media_ordinal", "harvard-media_margin", "error"],
        ["a", "12,345", "macro", "4", "0.210666", ""],
        ["b", "N/A", "", "", "", "FOLLOWERS_MISSING"],
        ["d", "3.2M", "all-star", "6", "4.158883", ""],
        ["e", "400", "", "0", "-0.223144", ""],
        ["f", "600", "nano", "1", "0.182322", ""],
    ]
    assert out.stat().st_mode & 0o777 == 0o666 & ~_umask()
    assert sorted(os.listdir(tmp_path)) == ["creators.csv", "out.csv"]


def test_classify_twice_names_its_columns_apart(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("followers,Harvard-Media_Tier,error\n700,a,b\n", encoding="utf-8-sig")
    with ScriptedServer() as server:
        ran = run("classify", str(tmp_path / "x.csv"), "--server", server.target, "--out", "-")
    assert (
        ran.stdout
        == "\ufefffollowers,Harvard-Media_Tier,error,harvard-media_tier_2,harvard-media_ordinal,harvard-media_margin,error_2\n700,a,b,nano,1,0.336472,\n"
    )


def test_classify_file_without_rows_keeps_its_header(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("followers\n")
    with ScriptedServer() as server:
        ran = run("classify", str(tmp_path / "x.csv"), "--server", server.target, "--out", "-")
    assert (ran.returncode, ran.stdout, ran.stderr) == (
        0,
        "followers,harvard-media_tier,harvard-media_ordinal,harvard-media_margin,error\n",
        "no creators\n",
    )


@pytest.mark.parametrize(
    "margin, text",
    [
        (0.0, "0.000000"),
        (1.36224, "1.362240"),
        (0.2231435478, "0.223144"),
        (-0.0000004, "0.000000"),
        (12.20607264, "12.206073"),
        (0.0078125, "0.007812"),
        (float("-inf"), "-inf"),
        (float("nan"), ""),
    ],
)
def test_margin_text(margin: float, text: str) -> None:
    assert margin_text(margin) == text


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_classify_from_pipe_to_pipe_writes_valid_text() -> None:
    with ScriptedServer() as server:
        ran = run(
            "classify",
            "-",
            "--server",
            server.target,
            "--out",
            "-",
            # More than is looked at to tell the encoding.
            stdin="é;followers\n".encode() + b"\xc3\xa9%b;12\n" % (b"x" * 100) * 20_000 + b"\xff;700\n",
        )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[0] == "é;followers;harvard-media_tier;harvard-media_ordinal;harvard-media_margin;error"
    assert ran.stdout.splitlines()[-1] == "\ufffd;700;nano;1;0.336472;"
    assert "harvard-media version 1" in ran.stderr


def test_classify_over_its_own_input_is_refused(file: str) -> None:
    before = Path(file).read_text()
    Path(file).with_name("link.csv").symlink_to(file)
    for out in (file, str(Path(file).with_name("link.csv"))):
        ran = run("classify", file, "--server", "127.0.0.1:1", "--out", out)
        assert ran.returncode == 2 and f"--out {out}: would overwrite the input; name another file" in ran.stderr
    assert Path(file).read_text() == before


def test_classify_bad_rows_to_standard_output_are_refused(file: str) -> None:
    ran = run("classify", file, "--server", "127.0.0.1:1", "--out", "-", "--bad-rows", "-")
    assert (ran.returncode, ran.stdout) == (2, "") and "--bad-rows cannot be -: standard output is for results" in ran.stderr


def test_classify_maps_and_platform(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Abos;Name\n1.234;a\n")
    with ScriptedServer() as server:
        ran = run(
            "classify",
            str(tmp_path / "x.csv"),
            "--server",
            server.target,
            "--map",
            "followers=Abos",
            "--platform",
            "youtube",
            "--scheme",
            "harvard-media",
            "--out",
            "-",
        )
    assert ran.stdout.splitlines() == [
        "Abos;Name;harvard-media_tier;harvard-media_ordinal;harvard-media_margin;error",
        "1.234;a;micro;2;0.210261;",
    ]


def test_info_and_schemes() -> None:
    with ScriptedServer() as server:
        assert "1.2.3" in run("info", "--server", server.target).stdout
        assert "nano 500+" in run("schemes", "--server", server.target).stdout
        server.refusal = status(grpc.StatusCode.PERMISSION_DENIED, "NOT_YOU")
        assert run("info", "--server", server.target).returncode == 4


@pytest.mark.parametrize("number, code", [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_classify_interrupted_leaves_no_output(number: signal.Signals, code: int, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    with ScriptedServer() as server:
        arguments = [sys.executable, "-m", "influence_grpc", "classify", "-", "--server", server.target, "--out", str(out)]
        process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdin is not None
        process.stdin.write(b"followers\n" + b"12\n" * 400_000)
        process.stdin.flush()
        wait_until(lambda: bool(server.received and server.received[0]))
        process.send_signal(number)
        # communicate() would close standard input, and the end of the file might win against the signal.
        assert process.wait(30) == code
        assert process.stderr is not None and b"Traceback" not in process.stderr.read()
        process.stdin.close()
        process.stderr.close()
    assert os.listdir(tmp_path) == []


def test_classify_reader_of_the_output_gone_is_no_traceback() -> None:
    with ScriptedServer() as server:
        command = f"(echo followers; yes 12 | head -200000) | {sys.executable} -m influence_grpc classify - --server {server.target} --out - | head -1"
        ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
    assert (
        ran.stdout.strip() == "followers,harvard-media_tier,harvard-media_ordinal,harvard-media_margin,error"
        and "Traceback" not in ran.stderr
        and "Exception" not in ran.stderr
    )


def test_classify_progress_only_on_a_terminal(file: str) -> None:
    with ScriptedServer() as server:
        master, slave = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "influence_grpc", "classify", file, "--server", server.target], stdout=subprocess.DEVNULL, stderr=slave
        )
        os.close(slave)
        assert process.wait(30) == 0
        told: Optional[bytes] = os.read(master, 10_000)
        os.close(master)
        assert told is not None and b"5 creators" in told
        assert "creators" not in run("classify", file, "--server", server.target).stderr


def test_classify_dev_null_stays_a_device(file: str) -> None:
    with ScriptedServer() as server:
        assert run("classify", file, "--server", server.target, "--out", "/dev/null").returncode == 0
    assert not Path("/dev/null").is_file()


def test_classify_platform_column_is_sent_with_each_creator(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("name,followers,platform\na,700,instagram\nb,,tiktok\n")
    with ScriptedServer() as server:
        ran = run("classify", str(tmp_path / "x.csv"), "--server", server.target, "--out", "-")
        assert ran.returncode == 0, ran.stderr
        assert [(profile.creator_id, profile.platform, profile.HasField("followers")) for profile in server.profiles] == [
            ("line-2", 1, True),
            ("line-3", 2, False),
        ]


def test_classify_all_schemes_but_those_that_follower_counts_say_nothing_of(file: str) -> None:
    with ScriptedServer() as server:
        server.schemes = [scheme(), TierScheme(id="near", kind=TierSchemeKind.Value("TIER_SCHEME_KIND_RELATIONAL"))]
        assert run("classify", file, "--server", server.target, "--scheme", "all").returncode == 0
        assert [list(config.schemes.scheme_ids) for config in server.configs] == [["harvard-media"]]
        server.schemes = [TierScheme(id=f"s{n}") for n in range(17)]
        ran = run("classify", file, "--server", server.target, "--scheme", "all")
    assert ran.returncode == 2 and "17 schemes are more than 16" in ran.stderr


def test_classify_ids_writes_rows_with_their_tiers(tmp_path: Path) -> None:
    (tmp_path / "ids.txt").write_text("a\n\nunknown-1\n b \n")
    (tmp_path / "ids.csv").write_text("note;username\nx;a\ny;\nz;unknown-1\n")
    with ScriptedServer() as server:
        plain = run("classify", "--ids", str(tmp_path / "ids.txt"), "--server", server.target, "--out", "-", "--strict")
        table = run(
            "classify", "--ids", str(tmp_path / "ids.csv"), "--server", server.target, "--out", "-", "--max-age", "5", "--allow-stale"
        )
    assert plain.returncode == 1 and "1  CREATOR_NOT_FOUND" in plain.stderr
    head = "harvard-media_tier,harvard-media_ordinal,harvard-media_margin,error"
    assert plain.stdout.splitlines() == [
        f"creator_id,{head}",
        "a,nano,1,0.500000,",
        "unknown-1,,,,CREATOR_NOT_FOUND",
        " b ,nano,1,0.500000,",
    ]
    assert table.returncode == 0 and "line 3 is left out: the row has no id" in table.stderr
    assert table.stdout.splitlines()[1:] == ["x;a;nano;1;0.500000;", "z;unknown-1;;;;CREATOR_NOT_FOUND"]
    assert [(config.read_options.max_age.seconds, config.read_options.allow_stale) for config in server.configs] == [(0, False), (5, True)]
