"""docs/tutorial.md: its commands are run one after the other, as a reader would, and print what it shows of them."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVER = ROOT / "src/InfluenceGrpc.Server/bin/Release/net10.0/InfluenceGrpc.Server.dll"
CLI = ROOT / "clients/csharp/InfluenceGrpc.Cli/bin/Release/net10.0/influence.dll"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)

# The server that the reader is told to start, which is there already.
STARTS_THE_SERVER = "dotnet run -c Release --project src/InfluenceGrpc.Server"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    store = tmp_path_factory.mktemp("store") / "profiles.db"
    switches = ["--listen", "127.0.0.1:0", "--Web:Listen", "127.0.0.1:0", "--store", f"sqlite:{store}"]
    with subprocess.Popen(["dotnet", SERVER, *switches], stdout=subprocess.PIPE, text=True) as running:
        try:
            grpc = web = None
            for line in running.stdout:
                grpc = grpc or re.search(r"Serving gRPC on (\S+)", line)
                if web := re.search(r"Serving JSON on (\S+)", line):
                    yield grpc[1], web[1]
                    break
            else:
                pytest.fail("The server did not start.")
        finally:
            running.terminate()
            running.wait(30)


def test_every_command_of_the_tutorial_prints_what_it_shows(server):
    grpc, web = server
    environment = {**os.environ, "INFLUENCE_SERVER": grpc}
    (ROOT / "artifacts/tutorial").mkdir(parents=True, exist_ok=True)
    printed = ""
    ran = shown = 0
    for kind, block in FENCE.findall((ROOT / "docs/tutorial.md").read_text()):
        if kind == "text":
            at = 0
            for line in block.splitlines():
                assert line in printed[at:], f"{line!r} is not printed, or not there:\n{printed}"
                at = printed.index(line, at) + len(line)
                shown += 1
        elif not kind and block.strip() != STARTS_THE_SERVER:
            commands = block.replace("bash eng/influence", f"dotnet {CLI}")
            commands = commands.replace("http://127.0.0.1:5090", grpc).replace("http://127.0.0.1:5091", web)
            done = subprocess.run(
                ["bash", "-euc", commands], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
            )
            printed = done.stdout + done.stderr
            assert done.returncode == 0, f"{block}\n{printed}"
            ran += 1
    assert ran >= 9
    assert shown >= 15
