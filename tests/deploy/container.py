"""Containers without an engine: namespaces, a root of its own, the environment that was given and nothing else.

The base images are not there to be had: the machine's /usr takes their place, and its dotnet that of the SDK.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

AS_ROOT = [] if os.geteuid() == 0 else ["sudo"]
ENTER = Path(__file__).with_name("enter.py")
CLIENT = Path(__file__).with_name("client.py")
PATIENCE = 60


def base_mounts():
    """What stands in for a base image, and the links of a merged /usr."""
    mounts = [["/usr", "/usr", "ro"], ["/dev", "/dev", "rw"]]
    links = []
    for name in ["/bin", "/sbin", "/lib", "/lib64"]:
        if os.path.islink(name):
            links.append([name, os.readlink(name)])
        elif os.path.isdir(name):
            mounts.append([name, name, "ro"])
    dotnet = Path(shutil.which("dotnet")).resolve().parent
    mounts.append([str(dotnet), "/dotnet", "ro"])
    return mounts, links


def namespaces(specification, network=None):
    """The command line that runs a specification (see enter.py); `network` is the process whose network it shares."""
    shared = ["nsenter", "--target", str(network), "--net"] if network else []
    return [
        *AS_ROOT, *shared, "unshare", "--mount", "--pid", "--fork", "--kill-child",
        "/usr/bin/python3", str(ENTER), json.dumps(specification),
    ]  # fmt: skip


class Pod:
    """A network of its own, which lasts as long as it is open; addresses in it are nobody else's."""

    def __enter__(self):
        self._pause = subprocess.Popen([*AS_ROOT, "unshare", "--net", "sleep", "infinity"])
        self.pid = wait_for(lambda: self._child(), "the network is there")
        self.run(["ip", "link", "set", "lo", "up"])
        return self

    def __exit__(self, *_):
        stop(self._pause)

    def run(self, command, **options):
        """Runs a command of the machine in the pod's network."""
        return subprocess.run(
            [*AS_ROOT, "nsenter", "--target", str(self.pid), "--net", *command],
            check=options.pop("check", True), capture_output=True, text=True, timeout=PATIENCE, **options,
        )  # fmt: skip

    def start(self, command):
        """Starts a command of the machine in the pod's network."""
        return subprocess.Popen(
            [*AS_ROOT, "nsenter", "--target", str(self.pid), "--net", *command],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def call(self, address, action, *options):
        """Runs client.py in the pod's network; returns what it prints."""
        ran = self.run(["/usr/bin/python3", str(CLIENT), address, action, *options], check=False)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout.strip()

    # unshare without --fork becomes the command itself; sudo stands before it.
    def _child(self):
        pid = self._pause.pid
        for _ in AS_ROOT:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            pid = int(children[0]) if children else None
        is_there = pid and Path(f"/proc/{pid}/comm").read_text().strip() == "sleep"
        return pid if is_there else None


class Container:
    """One process in a root of its own."""

    def __init__(self, pod, folder, specification):
        self._log = (Path(folder) / f"log-{time.monotonic_ns()}").open("w+")
        self._process = subprocess.Popen(
            namespaces(specification, pod.pid), stdout=self._log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
        self._specification = specification

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # The first process by itself: that it is to end with unshare is forgotten when it gives its rights away.
        if self._process.poll() is None and (first := self._first()):
            subprocess.run([*AS_ROOT, "kill", "-KILL", str(first)], check=False)
        stop(self._process)
        self._log.close()

    @property
    def output(self):
        """What it printed so far."""
        return Path(self._log.name).read_text()

    def wait(self):
        """Waits until it ends; returns the exit code."""
        return self._process.wait(PATIENCE)

    def wait_for_output(self, text):
        """Waits until it has printed something."""

        def is_there():
            assert self._process.poll() is None, f"It ended with {self._process.returncode}:\n{self.output}"
            return text in self.output

        wait_for(is_there, f"{text!r} is printed", lambda: self.output)

    def execute(self, command):
        """Runs a command within it, as `docker exec` does; returns the exit code and what it printed."""
        user, pid = str(self._specification["user"]), str(self.pid)
        ran = subprocess.run(
            [*AS_ROOT, "nsenter", "--target", pid, "--mount", "--net", "--pid", "--root", f"--wd=/proc/{pid}/cwd",
             "--setuid", user, "--setgid", user, "env", "-i",
             *(f"{name}={value}" for name, value in self._specification["environment"].items()), *command],
            capture_output=True, text=True, timeout=PATIENCE,
        )  # fmt: skip
        return ran.returncode, (ran.stdout + ran.stderr).strip()

    def signal(self, name):
        """Sends its first process a signal."""
        subprocess.run([*AS_ROOT, "kill", f"-{getattr(signal, name).value}", str(self.pid)], check=True)

    @property
    def pid(self):
        """The first process's number, seen from the machine."""
        return wait_for(self._first, "the first process is there")

    @property
    def root(self):
        """Its root, seen from the machine."""
        return Path(f"/proc/{self.pid}/root")

    def _first(self):
        pid = self._process.pid
        while Path(f"/proc/{pid}/comm").read_text().strip() in ("sudo", "nsenter", "unshare"):
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            if not children:
                return None
            pid = int(children[0])
        return pid


def stop(process):
    """Ends a process that was started here, and with it what lives in its namespaces."""
    if process.poll() is None:
        subprocess.run([*AS_ROOT, "kill", "-KILL", str(process.pid)], check=False)
    process.wait(PATIENCE)


def wait_for(condition, what, tell=lambda: ""):
    """Returns what the condition gives once it gives something."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.02)
    print(tell(), file=sys.stderr)
    raise TimeoutError(f"{PATIENCE} s, and still it is not so that {what}.\n{tell()}")
