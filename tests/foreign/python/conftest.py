"""Stubs generated here and now by protoc and its gRPC plugin, and a channel to the server under test."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import grpc
import pytest

PROTOS = Path(__file__).resolve().parents[3] / "protos"

# Seconds; a test that hangs fails.
TEST_TIMEOUT = 60

_stubs = tempfile.TemporaryDirectory(prefix="influence-stubs-")
_files = sorted(str(path.relative_to(PROTOS)) for path in PROTOS.rglob("*.proto"))
subprocess.run(
    [
        "protoc",
        f"--plugin=protoc-gen-grpc_python={subprocess.check_output(['which', 'grpc_python_plugin'], text=True).strip()}",
        f"-I{PROTOS}",
        "-I/usr/include",
        f"--python_out={_stubs.name}",
        f"--grpc_python_out={_stubs.name}",
        *_files,
    ],
    check=True,
)
sys.path.insert(0, _stubs.name)
# grpc.health.v1's stubs share their first name with the installed library.
grpc.__path__.append(f"{_stubs.name}/grpc")


@pytest.fixture(scope="session")
def target():
    """Host and port of the server under test."""
    if "INFLUENCE_SERVER" not in os.environ:
        pytest.exit("INFLUENCE_SERVER is not set; run tests/foreign/run, which starts a server.", returncode=2)
    return urlsplit(os.environ["INFLUENCE_SERVER"]).netloc


@pytest.fixture(scope="session")
def channel(target):
    with grpc.insecure_channel(target, options=[("grpc.enable_retries", 0)]) as opened:
        yield opened


@pytest.fixture(autouse=True)
def time_limit():
    def give_up(signum, frame):
        raise TimeoutError(f"the test took longer than {TEST_TIMEOUT} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(TEST_TIMEOUT)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
