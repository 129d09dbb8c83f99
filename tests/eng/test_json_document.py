"""docs/json.md and the README: every curl line in them is run, against a server on the address that they name."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVER = ROOT / "src/InfluenceGrpc.Server/bin/Release/net10.0/InfluenceGrpc.Server.dll"
USUAL = "http://127.0.0.1:5091"
DOCUMENTS = ["README.md", "docs/json.md"]


def lines_of(document):
    """The commands of a document that begin with curl, put together over lines that end with a backslash."""
    for command in (ROOT / document).read_text().replace("\\\n", " ").splitlines():
        if command.startswith("curl "):
            yield command


COMMANDS = [pytest.param(command, id=f"{document}-{n}") for document in DOCUMENTS for n, command in enumerate(lines_of(document))]


@pytest.fixture(scope="module")
def web():
    switches = ["--listen", "127.0.0.1:0", "--Web:Listen", "127.0.0.1:0", "--store", "none"]
    with subprocess.Popen(["dotnet", SERVER, *switches], stdout=subprocess.PIPE, text=True) as server:
        try:
            for line in server.stdout:
                if found := re.search(r"Serving JSON on (\S+)", line):
                    yield found[1]
                    break
            else:
                pytest.fail("The server did not start.")
        finally:
            server.terminate()
            server.wait(30)


@pytest.mark.parametrize("command", COMMANDS)
def test_curl_line_of_a_document_is_answered(web, command):
    ran = subprocess.run(["bash", "-c", command.replace(USUAL, web)], capture_output=True, text=True, timeout=60, check=True)
    answer = json.loads(ran.stdout)
    if "followerCuont" in command:
        assert answer["code"] == "invalid_argument"
        assert "did you mean followerCount?" in answer["message"]
    else:
        assert "code" not in answer
        assert answer


def test_documents_have_such_lines():
    assert len(COMMANDS) >= 5
