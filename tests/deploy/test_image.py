"""The Dockerfile's own steps lead to a server that runs as its lines say."""

import re

import dockerfile
import image
import pytest
from container import Container


@pytest.fixture
def start(built, pod, tmp_path):
    """Starts containers of the image in one network, over one set of volumes."""
    opened = []

    def start_container(environment, **changes):
        container = Container(pod, tmp_path, built.specification(tmp_path, environment, **changes))
        opened.append(container)
        return container

    yield start_container
    for container in opened:
        container.__exit__()


def new_key(start):
    """What `docker run --rm influence --new-api-key` prints: the key and its hash."""
    container = start({}, arguments=["--new-api-key"])
    assert container.wait() == 0, container.output
    return re.search(r"key:\s+(\S+)", container.output).group(1), re.search(r"hash:\s+(\S+)", container.output).group(1)


def settings_of_the_first_lines(hashed):
    """The variables of the `docker run` line that the Dockerfile begins with."""
    line = re.search(r"# +docker run -p.*?[^\\]\n", (image.ROOT / "Dockerfile").read_text(), re.DOTALL).group(0)
    return {name: value.replace("HASH", hashed) for name, value in re.findall(r"-e (\w+)=(\S+)", line)}


def checked(container, stage):
    """What the health check says, tried as often as an engine tries it before it believes it: a busy machine misses one."""
    for _ in range(int(stage.health_options["retries"])):
        code, said = container.execute(stage.health_command)
        if code == 0:
            break
    return code, said


def test_the_context_has_sources_and_nothing_that_a_build_left():
    names = image.context()

    assert "src/InfluenceGrpc.Server/Program.cs" in names
    assert not [name for name in names if re.search(r"(^|/)(bin|obj|tests|\.git)/", name)]


def test_the_image_holds_the_server_and_what_it_needs(built):
    names = {path.name for path in (built.files / "app").iterdir()}

    assert {"InfluenceGrpc.Server", "InfluenceGrpc.Server.dll", "Grpc.AspNetCore.Server.dll"} <= names
    assert list((built.files / "data").iterdir()) == []
    assert built.stage.user == "1654"


def test_without_callers_it_says_what_to_give_it(start):
    container = start({})

    assert container.wait() == 2
    assert "Tls:CertificateFile" in container.output
    assert "--new-api-key" in container.output


def test_it_serves_heals_keeps_and_stops(built, pod, start):
    key, hashed = new_key(start)
    settings = settings_of_the_first_lines(hashed)
    grpc_port, health_port = built.stage.ports
    address = f"127.0.0.1:{grpc_port}"

    container = start(settings)
    container.wait_for_output("Serving gRPC on ")
    assert checked(container, built.stage) == (0, f"The server at 127.0.0.1:{health_port} is SERVING.")
    assert pod.call(f"127.0.0.1:{health_port}", "health") == "SERVING"
    assert pod.call(address, "classify").startswith("UNAUTHENTICATED")
    assert pod.call(address, "classify", "--key", key) == "harvard-media"
    assert "APPLIED" in pod.call(address, "put", "--key", key)
    container.signal(built.stage.stop_signal)
    assert container.wait() == 0, container.output
    assert not re.search(r"^(warn|fail|crit): ", container.output, re.MULTILINE), container.output

    # Another container of the same volume: what was kept is there.
    again = start(settings)
    again.wait_for_output("Serving gRPC on ")
    assert pod.call(address, "get", "--key", key) == "50000"


def test_it_runs_without_rights_in_a_root_that_nobody_can_write(built, start):
    _, hashed = new_key(start)
    container = start(settings_of_the_first_lines(hashed))
    container.wait_for_output("Serving gRPC on ")

    status = (container.root / "proc/1/status").read_text()
    assert re.search(r"^Uid:\t1654\t1654", status, re.MULTILINE)
    assert re.search(r"^CapEff:\t0+$", status, re.MULTILINE)
    code, said = container.execute(["touch", "/app/anything"])
    assert code != 0
    assert "Read-only file system" in said


# The base image has no runtime; here there is one, which nothing may lean on.
def test_it_runs_by_its_own_runtime_compiled_as_one(built, start):
    _, hashed = new_key(start)
    container = start(settings_of_the_first_lines(hashed))
    container.wait_for_output("Serving gRPC on ")

    mapped = (container.root / "proc/1/maps").read_text()
    assert "/app/libcoreclr.so" in mapped
    assert "/app/InfluenceGrpc.Server.r2r.dll" in mapped
    assert "/dotnet/" not in mapped


def test_every_line_of_the_dockerfile_is_understood():
    build, runtime = dockerfile.read(image.ROOT / "Dockerfile")

    assert build.base.startswith("mcr.microsoft.com/dotnet/sdk:10.0")
    assert runtime.base.startswith("mcr.microsoft.com/dotnet/runtime-deps:10.0")
    assert runtime.stop_signal == "SIGTERM"
    assert float(runtime.health_options["timeout"].rstrip("s")) > 2, "--health ends within 2 s"
