"""Reads a Dockerfile: as much of the language as ours uses, and an error for anything else."""

import json
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

# What the runtime's base image sets (mcr.microsoft.com/dotnet/runtime-deps); the rest of it is the machine's own /usr here.
BASE_ENVIRONMENT = {
    "APP_UID": "1654",
    "ASPNETCORE_HTTP_PORTS": "8080",
    "DOTNET_RUNNING_IN_CONTAINER": "true",
    "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "true",
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
}


@dataclass
class Copy:
    """A COPY line. Without a stage, its sources are in the build's context."""

    sources: list[str]
    target: str
    stage: str | None = None
    owner: str | None = None


@dataclass
class Run:
    """A RUN line: what a shell runs."""

    command: str


@dataclass
class Stage:
    """What a FROM line begins."""

    base: str
    name: str | None
    folder: str = "/"
    environment: dict[str, str] = field(default_factory=lambda: dict(BASE_ENVIRONMENT))
    arguments: list[str] = field(default_factory=list)
    steps: list = field(default_factory=list)
    ports: list[int] = field(default_factory=list)
    volumes: list[str] = field(default_factory=list)
    user: str = "0"
    stop_signal: str = "SIGTERM"
    health_options: dict[str, str] = field(default_factory=dict)
    health_command: list[str] = field(default_factory=list)
    entrypoint: list[str] = field(default_factory=list)

    def expand(self, text):
        """Puts the values of variables where their names are."""
        return re.sub(r"\$(\w+)", lambda found: self.environment[found.group(1)], text)


def read(path: Path) -> list[Stage]:
    """The stages of a Dockerfile, in order; the last one is the image."""
    text = "\n".join(line for line in path.read_text().splitlines() if not line.lstrip().startswith("#"))
    stages = []
    for line in re.sub(r"\\\n", " ", text).splitlines():
        if line.strip():
            instruction, _, rest = line.strip().partition(" ")
            _READERS[instruction](stages, rest.strip())
    return stages


def _options(rest):
    options = {}
    while match := re.match(r"--(\S+?)=(\S+)\s+(.*)", rest, re.DOTALL):
        options[match.group(1)], rest = match.group(2), match.group(3)
    return options, rest


def _from(stages, rest):
    _, rest = _options(rest)
    base, _, name = re.fullmatch(r"(\S+)( AS (\S+))?", rest).groups()
    stages.append(Stage(base, name))


def _copy(stages, rest):
    options, rest = _options(rest)
    assert set(options) <= {"from", "chown"}, rest
    *sources, target = [stages[-1].expand(word) for word in shlex.split(rest)]
    owner = options.get("chown")
    stages[-1].steps.append(Copy(sources, target, options.get("from"), owner and stages[-1].expand(owner)))


def _env(stages, rest):
    for word in shlex.split(rest):
        name, _, value = word.partition("=")
        stages[-1].environment[name] = value


def _health(stages, rest):
    stages[-1].health_options, rest = _options(rest)
    assert rest.startswith("CMD "), rest
    stages[-1].health_command = json.loads(rest[4:])


_READERS = {
    "FROM": _from,
    "ARG": lambda stages, rest: stages[-1].arguments.append(rest),
    "WORKDIR": lambda stages, rest: setattr(stages[-1], "folder", rest),
    "COPY": _copy,
    "RUN": lambda stages, rest: stages[-1].steps.append(Run(rest)),
    "ENV": _env,
    "EXPOSE": lambda stages, rest: stages[-1].ports.extend(map(int, rest.split())),
    "VOLUME": lambda stages, rest: stages[-1].volumes.append(rest),
    "USER": lambda stages, rest: setattr(stages[-1], "user", stages[-1].expand(rest)),
    "STOPSIGNAL": lambda stages, rest: setattr(stages[-1], "stop_signal", rest),
    "HEALTHCHECK": _health,
    "ENTRYPOINT": lambda stages, rest: stages[-1].entrypoint.extend(json.loads(rest)),
}
