"""Builds the image by the Dockerfile's own lines, and runs it as they say, without an engine."""

import json
import os
import platform
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import container
import dockerfile

ROOT = Path(__file__).resolve().parents[2]
BUILD_PATIENCE = 600
HOME = "/home/app"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


@dataclass
class Image:
    """What a Dockerfile leads to: the files of its last stage, and how it is run."""

    stage: dockerfile.Stage
    files: Path
    build_log: str

    def specification(self, state, environment, **changes):
        """How a container of it is started: see enter.py.

        `state` is a folder for its volumes; `changes` may give "command", "mounts" (more of them) and "hosts" (names of
        127.0.0.1). The root cannot be written, as neither our compose file nor our manifests let it be.
        """
        mounts, links = container.base_mounts()
        for path in self.files.iterdir():
            mounts.append([str(path), f"/{path.name}", "ro"])
        for volume in self.stage.volumes:
            mounts.append([str(self._volume(Path(state), volume)), volume, "rw"])
        mounts += _accounts(Path(state), changes.get("hosts", []))
        return {
            "mounts": mounts + changes.get("mounts", []),
            "links": links,
            "folder": self.stage.folder,
            "environment": {**self.stage.environment, "HOME": HOME, "DOTNET_ROOT": "/dotnet", **environment},
            "command": changes.get("command", self.stage.entrypoint) + changes.get("arguments", []),
            "user": int(self.stage.user),
            "readOnly": True,
        }

    # A new volume takes over what the image has there, with its owner.
    def _volume(self, state, volume):
        kept = state / "volumes" / volume.strip("/")
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run([*container.AS_ROOT, "cp", "-a", str(self.files / volume.strip("/")), str(kept)], check=True)
        return kept


def _accounts(state, hosts):
    """What the base image and an engine put into /etc, and the user's home, empty."""
    etc, home = state / "etc", state / "home"
    etc.mkdir(exist_ok=True)
    home.mkdir(exist_ok=True)
    (etc / "hosts").write_text(f"127.0.0.1 {' '.join(['localhost', *hosts])}\n")
    (etc / "passwd").write_text(f"root:x:0:0:root:/root:/bin/bash\napp:x:1654:1654::{HOME}:/bin/false\n")
    return [[str(etc), "/etc", "ro"], [str(home), HOME, "ro"]]


def build(folder):
    """Follows the Dockerfile step by step, in `folder`."""
    finished, log = {}, []
    for stage in dockerfile.read(ROOT / "Dockerfile"):
        files = Path(folder) / (stage.name or "image")
        files.mkdir()
        where = "/"
        for step in [stage.folder, *stage.steps]:
            if isinstance(step, str):
                where = step
                (files / step.strip("/")).mkdir(parents=True, exist_ok=True)
            elif isinstance(step, dockerfile.Copy):
                _copy(step, finished.get(step.stage), files, where)
            else:
                log.append(_run(step.command, stage, files, where))
        finished[stage.name] = files
    return Image(stage, files, "".join(log))


def context():
    """The files that .dockerignore lets the build see."""
    listed = subprocess.check_output(["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, text=True)
    allowed = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    return [
        name
        for name in listed.split("\0")
        if name and (ROOT / name).is_file() and any(name == rule or name.startswith(rule + "/") for rule in allowed)
    ]


def _copy(step, stage, files, where):
    target = files / os.path.join(where, step.target).strip("/")
    for source in step.sources:
        if stage:
            shutil.copytree(stage / source.strip("/"), target, symlinks=True, dirs_exist_ok=True)
            continue
        name = source.rstrip("/")
        found = [path for path in context() if path == name or path.startswith(name + "/")]
        assert found, f"COPY {source}: there is no such file in the build's context"
        for path in found:
            kept = target / (os.path.relpath(path, name) if path != name else os.path.basename(path))
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, kept)
    if step.owner:
        subprocess.run([*container.AS_ROOT, "chown", "-R", step.owner, str(target)], check=True)


def _run(command, stage, files, where):
    mounts, links = container.base_mounts()
    home = Path.home()
    # The home has the packages that are restored, and settings of where they come from.
    mounts += [["/etc", "/etc", "ro"], [str(home), str(home), "rw"], ["/tmp", "/tmp", "rw"]]
    # What a step leaves at the root is kept where a later line copies it from.
    for name in ["app", "data"]:
        (files / name).mkdir(exist_ok=True)
    mounts += [[str(path), f"/{path.name}", "rw"] for path in files.iterdir()]
    specification = {
        "mounts": mounts,
        "links": links,
        "folder": where,
        "environment": {**os.environ, "TARGETARCH": ARCHITECTURES[platform.machine()], "DOTNET_ROOT": "/dotnet"},
        "command": ["sh", "-c", command],
        "user": 0,
        "readOnly": False,
    }
    ran = subprocess.run(
        container.namespaces(specification), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=BUILD_PATIENCE
    )
    assert ran.returncode == 0, f"RUN {command}\n{ran.stdout}"
    return ran.stdout
