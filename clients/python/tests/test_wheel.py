"""The wheel and the source distribution: built without the internet, installed beside Debian's grpcio and protobuf, and used."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Iterator, Set

import pytest

from conftest import HERE, PROTOS
from real_server import RealServer

# What a checkout may have beside the sources.
_NOT_SOURCES = shutil.ignore_patterns("_generated", "build", "dist", "*.egg-info", "__pycache__", "tests", ".*")


def run(*command: str, cwd: Path, **variables: str) -> str:
    # Without the sources of this checkout: what is tested is what is installed.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    ran = subprocess.run(command, cwd=cwd, env={**environment, **variables}, capture_output=True, text=True, timeout=100)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def wheel_of(sources: Path, folder: Path) -> Path:
    offline = ("--no-index", "--no-build-isolation", "--no-deps")
    run(sys.executable, "-m", "pip", "wheel", *offline, "--wheel-dir", str(folder), str(sources), cwd=folder.parent)
    (wheel,) = folder.glob("*.whl")
    return wheel


def names_in(wheel: Path) -> Set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh checkout: no stubs."""
    checkout = tmp_path_factory.mktemp("checkout")
    shutil.copytree(PROTOS, checkout / "protos")
    return Path(shutil.copytree(HERE.parent, checkout / "clients" / "python", ignore=_NOT_SOURCES))


@pytest.fixture(scope="module")
def wheel(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel_of(sources, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def target() -> Iterator[str]:
    with RealServer() as server:
        yield server.target


def test_wheel_holds_the_generated_code_and_its_types(wheel: Path) -> None:
    names = names_in(wheel)
    package, generated = "influence_grpc", "influence_grpc/_generated/influence/v1"
    assert {f"{package}/py.typed", f"{package}/client.py", f"{package}/cli/brief-template.jsonc"} <= names
    for proto in (PROTOS / "influence" / "v1").glob("*.proto"):
        stubs = {f"{generated}/{proto.stem}_pb2.py", f"{generated}/{proto.stem}_pb2.pyi"}
        assert stubs <= names and (f"{generated}/{proto.stem}_pb2_grpc.py" in names) == proto.stem.endswith("_service")
    assert f"{package}/_generated/bundled/google/rpc/status_pb2.py" in names


def test_wheel_of_the_source_distribution_is_the_same(sources: Path, wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "setup.py", "--quiet", "sdist", "--dist-dir", str(tmp_path), cwd=sources)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path)
    (tmp_path / "wheel").mkdir()
    again = wheel_of(tmp_path / archive.name[: -len(".tar.gz")], tmp_path / "wheel")
    assert names_in(again) == names_in(wheel)


def test_wheel_installed_in_a_fresh_environment_runs_an_example(wheel: Path, target: str, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", "--system-site-packages", "--without-pip", str(tmp_path / "venv"), cwd=tmp_path)
    programs = tmp_path / "venv" / "bin"
    run(str(programs / "python"), "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel), cwd=tmp_path)
    example = run(str(programs / "python"), str(HERE.parent / "examples" / "first_call.py"), cwd=tmp_path, INFLUENCE_SERVER=target)
    assert example.startswith("harvard-media: Micro. 4,990 followers are within")
    where = run(str(programs / "python"), "-c", "import influence_grpc; print(influence_grpc.__file__)", cwd=tmp_path)
    assert where.startswith(str(tmp_path / "venv"))
    told = run(str(programs / "influence-grpc"), "schemes", "iab-uk", "--output", "json", "--server", target, cwd=tmp_path)
    assert '"id": "iab-uk"' in told
