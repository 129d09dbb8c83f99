"""The generated stubs: how they are written, and that they share a process with other copies of google/rpc."""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys
from pathlib import Path
from typing import Dict, Optional

from conftest import HERE, SOURCE

GENERATE = HERE.parent / "generate"

# A copy of google/rpc/status.proto like that of googleapis-common-protos: same messages, other options.
FOREIGN = """
from google.protobuf import any_pb2, descriptor_pb2, descriptor_pool
file = descriptor_pb2.FileDescriptorProto(name="google/rpc/status.proto", package="google.rpc", syntax="proto3", dependency=["google/protobuf/any.proto"])
file.options.cc_enable_arenas = True
status = file.message_type.add(name="Status")
status.field.add(name="code", number=1, label=1, type=5, json_name="code")
status.field.add(name="message", number=2, label=1, type=9, json_name="message")
status.field.add(name="details", number=3, label=3, type=11, type_name=".google.protobuf.Any", json_name="details")
DESCRIPTOR = descriptor_pool.Default().AddSerializedFile(file.SerializeToString())
"""
FOREIGN_MODULE = (
    FOREIGN
    + """
from google.protobuf.internal import builder
DESCRIPTOR = descriptor_pool.Default().FindFileByName("google/rpc/status.proto")
builder.BuildMessageAndEnumDescriptors(DESCRIPTOR, globals())
builder.BuildTopDescriptorsAndMessages(DESCRIPTOR, "google.rpc.status_pb2", globals())
"""
)
USE = """
import influence_grpc, influence_grpc.errors as errors
from influence_grpc.messages import StreamClassifyTiersChunkResult
result = StreamClassifyTiersChunkResult()
result.status.code = 3
error = errors.error_of_status(errors.Status.FromString(result.status.SerializeToString()))
assert error.code.name == "INVALID_ARGUMENT", error
"""


def run(code: str, path: str, environment: Optional[Dict[str, str]] = None) -> "subprocess.CompletedProcess[str]":
    variables = {**os.environ, "PYTHONPATH": path, **(environment or {})}
    return subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, text=True, timeout=60)


def foreign_package(folder: Path) -> str:
    package = folder / "google" / "rpc"
    package.mkdir(parents=True)
    (package / "status_pb2.py").write_text(FOREIGN_MODULE)
    return os.pathsep.join([str(SOURCE), str(folder)])


def test_google_rpc_absent_uses_the_bundled_copy() -> None:
    ran = run(USE + "assert errors.Status.__module__.startswith('google.rpc') or 'bundled' in errors.Status.__module__", str(SOURCE))
    assert ran.returncode == 0, ran.stderr


def test_google_rpc_installed_is_used_whichever_is_imported_first(tmp_path: Path) -> None:
    path = foreign_package(tmp_path)
    for order in (USE + "from google.rpc import status_pb2\n", "from google.rpc import status_pb2\n" + USE):
        ran = run(order + "assert errors.Status is status_pb2.Status", path)
        assert ran.returncode == 0, ran.stderr


def test_google_rpc_registered_by_another_package_is_used() -> None:
    ran = run(FOREIGN + USE, str(SOURCE))
    assert ran.returncode == 0, ran.stderr


def test_google_rpc_broken_installation_is_told(tmp_path: Path) -> None:
    path = foreign_package(tmp_path)
    (tmp_path / "google" / "rpc" / "status_pb2.py").write_text("import no_such_module_anywhere")
    ran = run(USE, path)
    assert ran.returncode != 0 and "no_such_module_anywhere" in ran.stderr


def test_generate_twice_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        subprocess.run([sys.executable, str(GENERATE), str(tmp_path / name)], check=True, capture_output=True)
    files = sorted(path.relative_to(tmp_path / "one").as_posix() for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert len(files) > 20
    same, different, missing = filecmp.cmpfiles(tmp_path / "one", tmp_path / "two", files, shallow=False)
    assert (sorted(same), different, missing) == (files, [], [])


def test_generate_without_tools_says_what_to_install(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-S", str(GENERATE), str(tmp_path / "out")], env={"PATH": str(tmp_path)}, capture_output=True, text=True
    )
    assert ran.returncode == 1 and "apt-get install protobuf-compiler protobuf-compiler-grpc libprotobuf-dev" in ran.stderr
    assert not (tmp_path / "out").exists()


def test_package_without_stubs_says_which_command_to_run(tmp_path: Path) -> None:
    (tmp_path / "influence_grpc").mkdir()
    for module in (SOURCE / "influence_grpc").glob("*.py"):
        (tmp_path / "influence_grpc" / module.name).symlink_to(module)
    ran = subprocess.run(
        [sys.executable, "-m", "influence_grpc", "info"], env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True
    )
    assert ran.returncode != 0 and "clients/python/generate" in ran.stderr and "Traceback" not in ran.stderr
    used = run("import influence_grpc; influence_grpc.Client", str(tmp_path))
    assert used.returncode != 0 and "clients/python/generate" in used.stderr
