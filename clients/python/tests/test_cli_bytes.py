"""--out against the project's server, byte for byte; the C# command line is the judge where it is built."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Iterator, List

import pytest

import other_command_line
from real_server import RealServer

NASTY = (
    '\ufeffname,"Followers",Note\r\n'
    'a,"3.2M","x, y"\r\n'
    'b,"12,345",two\n'
    '"c\r\nd",7200,"say ""hi"""\r'
    "e,700\r\n"
    "f,N/A,none\r\n"
    "g,abc,left out\r\n"
    "\r\n"
    "h,49000,wide,,\r\n"
    'i,"400"\r\n'
    "j,1,2,3\r\n"
    'é,0,"\n"\r\n'
    "k,500,last"
).encode()

COLUMNS = "".join(f",{scheme}_{column}" for scheme in ("harvard-media", "iab-uk") for column in ("tier", "ordinal", "margin")) + ",error\n"
EXPECTED = (
    f'\ufeffname,"Followers",Note{COLUMNS}'
    'a,"3.2M","x, y",all-star,6,4.158883,top,5,-0.446287,\n'
    'b,"12,345",two,macro,4,0.210666,micro,2,0.210666,\n'
    '"c\r\nd",7200,"say ""hi""",mid-level,3,-0.328504,nano,1,-0.328504,\n'
    "e,700,,nano,1,0.336472,,0,-0.356675,\n"
    "f,N/A,none,,,,,,,FOLLOWERS_MISSING\n"
    "h,49000,wide,mega,5,-0.020203,micro,2,-0.020203,\n"
    'i,"400",,,0,-0.223144,,0,-0.916291,\n'
    'é,0,"\n",,0,-inf,,0,-inf,\n'
    "k,500,last,nano,1,0.000000,,0,-0.693147,\n"
).encode()


@pytest.fixture(scope="module")
def target() -> Iterator[str]:
    named = os.environ.get("INFLUENCE_SERVER")
    if named:
        yield named.replace("http://", "").rstrip("/")
        return
    with RealServer() as server:
        yield server.target


def classified(command: List[str], target: str, data: bytes, folder: Path, *options: str) -> bytes:
    source, out = folder / "in.csv", folder / "out.csv"
    source.write_bytes(data)
    schemes = ["--scheme", "harvard-media", "--scheme", "iab-uk"]
    arguments = ["classify", str(source), "--server", target, "--out", str(out), *schemes, *options]
    ran = subprocess.run([*command, *arguments], capture_output=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    return out.read_bytes()


def ours(target: str, data: bytes, folder: Path, *options: str) -> bytes:
    return classified([sys.executable, "-m", "influence_grpc"], target, data, folder, *options)


def assert_judged_alike(result: bytes, target: str, data: bytes, folder: Path, *options: str) -> None:
    if other_command_line.is_current():
        judged = classified(other_command_line.COMMAND, f"http://{target}", data, folder, *options)
        assert result == judged


def test_a_nasty_file(target: str, tmp_path: Path) -> None:
    result = ours(target, NASTY, tmp_path)
    assert result == EXPECTED
    assert_judged_alike(result, target, NASTY, tmp_path)


def test_a_header_and_no_rows(target: str, tmp_path: Path) -> None:
    result = ours(target, b'"followers" ;x', tmp_path)
    assert result == b'"followers" ;x' + COLUMNS.replace(",", ";").encode()
    assert_judged_alike(result, target, b'"followers" ;x', tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_many_counts_in_any_encoding(encoding: str, target: str, tmp_path: Path) -> None:
    chance = random.Random(11)
    rows = [f"\u00e9{n};{int(10 ** chance.uniform(0, 10))};{chance.choice(['tiktok', 'YouTube', ''])}\n" for n in range(15_000)]
    data = ("n\u00e4me;followers;platform\n" + "".join(rows) + "x;;tiktok\n").encode(encoding)
    result = ours(target, data, tmp_path)
    lines = result.decode("utf-8-sig" if encoding in ("utf-8-sig", "utf-16") else "utf-8").splitlines()
    assert len(lines) == 15_002 and all(line.startswith(row[:-1] + ";") for line, row in zip(lines[1:], rows))
    assert_judged_alike(result, target, data, tmp_path)


def test_a_scheme_from_a_file(target: str, tmp_path: Path) -> None:
    tiers = [{"id": "small", "label": "Small", "lowerFollowers": "0"}, {"id": "big", "label": "Big", "lowerFollowers": "1000"}]
    scheme = {"id": "own", "version": 1, "title": "Own", "kind": "TIER_SCHEME_KIND_FOLLOWERS", "tiers": tiers}
    scheme["source"] = {"document": "This test"}
    (tmp_path / "own.json").write_text(json.dumps(scheme))
    options = ["--scheme-file", str(tmp_path / "own.json")]
    result = ours(target, b"followers\n999\n1000\n", tmp_path, *options)
    lines = result.decode().splitlines()
    assert lines[0].endswith(",own_tier,own_ordinal,own_margin,error")
    assert [line.split(",")[7:9] for line in lines[1:]] == [["small", "1"], ["big", "2"]]
    assert_judged_alike(result, target, b"followers\n999\n1000\n", tmp_path, *options)
