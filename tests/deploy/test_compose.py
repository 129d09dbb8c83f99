"""deploy/compose.yaml starts a server and a Redis that find each other, as its own comment says."""

import re
import shutil
import subprocess
from pathlib import Path

import image
import pytest
import yaml
from container import Container, stop, wait_for

FOLDER = image.ROOT / "deploy"
KEY = "c" * 43


def compose(variables):
    """The file, with variables put in as Compose does: ${NAME:?what to do}, and $$ for a dollar."""

    def put_in(found):
        if found.group(0) == "$$":
            return "$"
        if variables.get(found.group(1)):
            return variables[found.group(1)]
        raise KeyError(found.group(2))

    return yaml.safe_load(re.sub(r"\$\$|\$\{(\w+):\?([^}]+)\}", put_in, (FOLDER / "compose.yaml").read_text()))


def names_of_the_example():
    return re.findall(r"^(\w+)=$", (FOLDER / "env.example").read_text(), re.MULTILINE)


@pytest.fixture
def services():
    return compose({name: "something" for name in names_of_the_example()})["services"]


def test_every_variable_is_in_the_example_and_missing_ones_say_what_to_do():
    used = set(re.findall(r"\$\{(\w+)", (FOLDER / "compose.yaml").read_text()))

    assert used == set(names_of_the_example())
    for name in used:
        with pytest.raises(KeyError, match="deploy/.env"):
            compose({other: "something" for other in used - {name}})


def test_the_file_with_secrets_is_never_committed():
    assert subprocess.run(["git", "check-ignore", "-q", "deploy/.env"], cwd=image.ROOT).returncode == 0


def test_the_server_has_no_rights_and_only_this_machine_reaches_it(built, services):
    server = services["server"]

    for service in services.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    assert services["redis"]["user"] == "redis"
    assert server["ports"] == [f"127.0.0.1:{built.stage.ports[0]}:{built.stage.ports[0]}"]
    assert server["depends_on"]["redis"]["condition"] == "service_healthy"
    assert "healthcheck" in services["redis"]
    assert "ports" not in services["redis"]


def test_the_grace_period_is_longer_than_the_drain(services):
    settings = (image.ROOT / "docs/configuration.md").read_text()
    drain = re.search(r"`Limits:DrainTimeout` \| `00:00:(\d+)`", settings).group(1)

    assert int(services["server"]["stop_grace_period"].rstrip("s")) >= int(drain) + 5


def test_server_and_redis_find_each_other(built, pod, tmp_path):
    # printf %s KEY | sha256sum: keys are kept as hashes of their text.
    hashed = subprocess.check_output(["sha256sum"], input=KEY, text=True).split()[0]
    services = compose({"INFLUENCE_KEY_HASH": f"sha256:{hashed}", "REDIS_PASSWORD": "a password"})["services"]
    redis_data = tmp_path / "redis"
    redis_data.mkdir()
    assert shutil.which("redis-server")
    redis = Redis(pod, services["redis"], redis_data)
    try:
        specification = built.specification(tmp_path, services["server"]["environment"], hosts=["redis"])
        with Container(pod, tmp_path, specification) as server:
            server.wait_for_output("Serving gRPC on ")
            server.wait_for_output("Profiles are in Redis")
            assert "APPLIED" in pod.call("127.0.0.1:5090", "put", "--key", KEY)
            assert pod.call("127.0.0.1:5090", "get", "--key", KEY) == "50000"
            assert list(Path(redis_data).glob("appendonlydir/*.aof")), "acknowledged writes go to the disk"
            server.signal("SIGTERM")
            assert server.wait() == 0, server.output
    finally:
        redis.stop()


class Redis:
    """The service's own command, run by the machine's redis-server in the network of a pod."""

    def __init__(self, pod, service, data):
        command = [word.replace("/data", str(data)) for word in service["command"]]
        variables = [f"{name}={value}" for name, value in service["environment"].items()]
        self._process = pod.start(["env", *variables, *command])
        test = service["healthcheck"]["test"]
        assert test[0] == "CMD"
        wait_for(lambda: "PONG" in pod.run(["env", *variables, *test[1:]], check=False).stdout, "Redis answers its health check")

    def stop(self):
        stop(self._process)
