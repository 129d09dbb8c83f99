"""Keys and TLS on both command lines, against the project's server: the same options, the same words, the same exit codes."""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple, Tuple

import pytest

import other_command_line
from command_line import wait_until
from conftest import PROTOS
from real_server import RealServer
from secure_server import KEY, WRONG_KEY, SecureServer

README = PROTOS.parent / "README.md"


class Servers(NamedTuple):
    open: SecureServer  # takes callers with keys and with certificates
    strict: SecureServer  # takes connections with certificates only
    plain: RealServer
    files: Dict[str, str]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    folder = tmp_path_factory.mktemp("certificates")
    with SecureServer(folder / "open") as opened, SecureServer(folder / "strict", requires_certificates=True) as strict:
        with socket.create_server(("127.0.0.1", 0)) as free:
            web = "{}:{}".format(*free.getsockname())
        with RealServer(switches=["--Web:Listen", web]) as plain:
            names = {"KEY": KEY + "\r\n", "WRONG": WRONG_KEY, "NOPEM": "x", "EMPTY": "\n"}
            files = {name: str(folder / name) for name in names}
            for name, text in names.items():
                Path(files[name]).write_bytes(text.encode())
            files.update(GONE=str(folder / "gone"), CA=opened.authority.file, STRICTCA=strict.authority.file)
            files.update(CERT=strict.billing.certificate, CERTKEY=strict.billing.key, OTHER=opened.billing.certificate)
            files.update(OTHERKEY=opened.billing.key, OPEN=opened.url, STRICT=strict.url, OPENHTTP=f"http://{opened.target}")
            files.update(TLSPLAIN=f"https://{plain.target}", WEB=f"http://{web}")
            yield Servers(opened, strict, plain, files)


def both(servers: Servers, line: str, variables: str = "") -> List[Tuple[int, str, str]]:
    """Exit code, standard output and standard error of each, words in capitals being names of files and servers."""
    filled = [servers.files.get(word, word) for word in line.split()]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INFLUENCE_") or name.endswith("_DLL")}
    for pair in variables.split():
        name, _, value = pair.partition("=")
        environment[name] = servers.files.get(value, value)
    commands = [sys.executable, "-m", "influence_grpc"], other_command_line.required()
    processes = [
        subprocess.Popen(
            [*command, *filled], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment
        )
        for command in commands
    ]
    ended = []
    for process in processes:
        out, error = process.communicate(timeout=60)
        assert "Traceback" not in error and KEY not in error and WRONG_KEY not in error
        ended.append((process.returncode, out, error))
    return ended


@pytest.mark.parametrize(
    "line, variables",
    [
        ("info --server OPEN --api-key-file KEY --ca CA", ""),
        ("info", "INFLUENCE_SERVER=OPEN INFLUENCE_API_KEY_FILE=KEY INFLUENCE_CA=CA"),
        ("info --ca CA", f"INFLUENCE_SERVER=OPEN INFLUENCE_API_KEY={KEY}"),
        ("info --server OPEN --api-key-file KEY --ca CA", f"INFLUENCE_API_KEY={WRONG_KEY}"),
        ("info --server STRICT --ca STRICTCA --cert CERT --cert-key CERTKEY", ""),
        ("info", "INFLUENCE_SERVER=STRICT INFLUENCE_CA=STRICTCA INFLUENCE_CERT=CERT INFLUENCE_CERT_KEY=CERTKEY"),
    ],
)
def test_both_command_lines_are_answered(line: str, variables: str, servers: Servers) -> None:
    for code, out, error in both(servers, line, variables):
        assert (code, error) == (0, "") and "harvard-media" in out


@pytest.mark.parametrize(
    "code, said, line",
    [
        (
            4,
            "wants to know who asks: give an API key with --api-key-file or INFLUENCE_API_KEY, or a certificate with",
            "--server OPEN --ca CA",
        ),
        (4, "does not know the API key: it is another server's, or was taken back", "--server OPEN --ca CA --api-key-file WRONG"),
        (3, "is not trusted: give the file of the authority that vouches for it with --ca or INFLUENCE_CA", "--server OPEN"),
        (3, "is not trusted: 'STRICTCA' must hold the authority that vouches for it", "--server OPEN --ca STRICTCA"),
        (3, "the server at TLSPLAIN does not speak TLS: write http:// in place of https://", "--server TLSPLAIN"),
        (3, "what is at OPENHTTP does not speak gRPC without TLS: if it speaks TLS, write https://", "--server OPENHTTP"),
        (
            3,
            "check the port: it may be the server's JSON port (Web:Listen, usually 5091), which answers HTTP/1.1; gRPC is usually at 5090.",
            "--server WEB",
        ),
        (3, "it wants a certificate that says who asks; give one with --cert and --cert-key", "--server STRICT --ca STRICTCA"),
        (3, "the server at STRICT refused the certificate 'OTHER'", "--server STRICT --ca STRICTCA --cert OTHER --cert-key OTHERKEY"),
        (2, "An API key is not sent without TLS to another machine", "--server http://192.0.2.1:1 --api-key-file KEY"),
        (2, "Certificates are for TLS, which OPENHTTP is not: write https://.", "--server OPENHTTP --ca CA"),
        (2, "There is no file 'GONE' (API key).", "--server OPEN --api-key-file GONE"),
        (2, "The API key is none", "--server OPEN --api-key-file EMPTY"),
        (2, "'NOPEM' holds no certificate in PEM form (certificate authorities).", "--server OPEN --ca NOPEM"),
        (2, "The key in 'OTHERKEY' is not that of the certificate in 'CERT'.", "--server OPEN --cert CERT --cert-key OTHERKEY"),
        (2, "'CERT' is given, its key is not.", "--server OPEN --cert CERT"),
        (2, "there is no --api-key: every user of the machine sees the arguments of programs", f"--server OPEN --api-key {WRONG_KEY}"),
    ],
)
def test_both_command_lines_say_alike_what_to_do(code: int, said: str, line: str, servers: Servers) -> None:
    for name in sorted(servers.files, key=len, reverse=True):
        said = said.replace(f"'{name}'", f"'{servers.files[name]}'").replace(f"at {name} ", f"at {servers.files[name]} ")
        said = said.replace(f"which {name} is", f"which {servers.files[name]} is")
    for ended, out, error in both(servers, f"info {line}"):
        assert (ended, out) == (code, "") and said in error


def test_both_command_lines_name_the_scope_that_is_missing(servers: Servers) -> None:
    for code, _, error in both(servers, "profiles get x --server OPEN --ca CA --api-key-file KEY"):
        assert code == 4 and "acme may not ask the server at" in error and "the scope profiles.read is missing" in error


def test_both_command_lines_refuse_two_keys(servers: Servers) -> None:
    for code, _, error in both(servers, "info --server OPEN", "INFLUENCE_API_KEY=a INFLUENCE_API_KEY_FILE=KEY"):
        assert code == 2 and "both INFLUENCE_API_KEY and INFLUENCE_API_KEY_FILE" in error


def test_both_command_lines_explain_why_there_is_no_option_for_the_key(servers: Servers) -> None:
    for code, out, _ in both(servers, "info --help"):
        words = " ".join(out.split())
        assert code == 0 and all(each in words for each in ("--api-key-file", "--ca", "--cert", "--cert-key", "arguments of programs"))


def test_readme_commands_do_what_they_say(tmp_path: Path) -> None:
    """Those of the project's README: a certificate, a key, a server with both, and each command line at it."""
    section = README.read_text().partition("## With a key and TLS")[2]
    start, ask = re.findall(r"^```\n(.*?)^```$", section, re.M | re.S)[:2]
    port = str(free_port())
    server = "src/InfluenceGrpc.Server/bin/Release/net10.0/InfluenceGrpc.Server.dll"
    assert server in start and "5443" in start and ask.count("5443") == 2
    start = start.replace(server, os.environ["INFLUENCE_SERVER_DLL"]).replace("5443", port) + "echo $! > pid\n"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INFLUENCE_")}
    log = tmp_path / "log"
    with open(log, "w") as output:
        subprocess.run(["bash", "-ec", start], cwd=tmp_path, env=environment, check=True, stdout=output, stderr=output, timeout=60)
    pid = int((tmp_path / "pid").read_text())
    try:
        wait_until(lambda: "Serving gRPC on https://" in log.read_text())
        for line in ask.splitlines():
            command = line.replace("5443", port).replace("bash eng/influence", shlex.join(other_command_line.required()))
            done = subprocess.run(
                shlex.split(command.replace("python3 -m", f"{sys.executable} -m")),
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                timeout=60,
            )
            assert done.returncode == 0 and done.stdout and not done.stderr, done.stderr
    finally:
        os.kill(pid, signal.SIGTERM)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
