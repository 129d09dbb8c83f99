"""Becomes a program in a root of its own, as a container's first process does. Runs in new mount and process namespaces.

enter.py SPECIFICATION, a JSON object: "mounts" ([source, target, "ro" or "rw"]), "links" ([target, text]), "folder",
"environment", "command", "user" (a number; 0 keeps everything), "readOnly" (whether the root itself cannot be written).
"""

import ctypes
import json
import os
import subprocess
import sys
from pathlib import Path

PR_SET_NO_NEW_PRIVS = 38


def mount(*words):
    """Mounts, or says why not."""
    subprocess.run(["mount", *map(str, words)], check=True)


def place(root, source, target, mode):
    """Shows a file or folder of the machine within the root."""
    shown = root / target.lstrip("/")
    if Path(source).is_dir():
        shown.mkdir(parents=True, exist_ok=True)
    else:
        shown.parent.mkdir(parents=True, exist_ok=True)
        shown.touch()
    mount("--rbind", source, shown)
    if mode == "ro":
        mount("-o", "remount,bind,ro", shown)


def main():
    spec = json.loads(sys.argv[1])
    mount("--make-rprivate", "/")
    root = Path("/mnt")
    mount("-t", "tmpfs", "-o", "mode=755", "root", root)
    for source, target, mode in spec["mounts"]:
        place(root, source, target, mode)
    for target, text in spec["links"]:
        (root / target.lstrip("/")).symlink_to(text)
    (root / "proc").mkdir()
    mount("-t", "proc", "proc", root / "proc")
    if spec["readOnly"]:
        mount("-o", "remount,bind,ro", root)
    os.chroot(root)
    os.chdir(spec["folder"])
    if spec["user"]:
        os.setgroups([])
        os.setgid(spec["user"])
        os.setuid(spec["user"])
        ctypes.CDLL(None).prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    os.execvpe(spec["command"][0], spec["command"], spec["environment"])


main()
