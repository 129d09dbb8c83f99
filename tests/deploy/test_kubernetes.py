"""deploy/kubernetes fits the image and the server: ports, probes, signals, paths, rights."""

import re
import shutil
import subprocess
from urllib.parse import urlsplit

import image
import pytest
import yaml
from container import Container, wait_for

FOLDER = image.ROOT / "deploy/kubernetes"
NAME = "influence.shop.svc"
KEY = "k" * 43


def manifest(file):
    return yaml.safe_load((FOLDER / file).read_text())


@pytest.fixture
def pod_spec():
    return manifest("deployment.yaml")["spec"]["template"]["spec"]


@pytest.fixture
def server(pod_spec):
    (only,) = pod_spec["containers"]
    return only


def settings():
    """What settings.env holds, as kustomize reads it."""
    lines = (FOLDER / "settings.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def secret():
    """What the comment of kustomization.yaml puts into the secret of callers."""
    hashed = subprocess.check_output(["sha256sum"], input=KEY, text=True).split()[0]
    literals = re.findall(r"--from-literal=(\w+)=(\w+)", (FOLDER / "kustomization.yaml").read_text())
    return {name: value.replace("HASH", f"sha256:{hashed}") for name, value in literals}


def environment(server):
    """As kubelet makes it: maps of settings first, then single ones."""
    sources = {"influence-settings": settings(), "influence-callers": secret()}
    merged = {}
    for source in server["envFrom"]:
        merged.update(sources[next(iter(source.values()))["name"]])
    for variable in server["env"]:
        merged[variable["name"]] = {"metadata.name": "influence-7d4b9c-abcde"}[variable["valueFrom"]["fieldRef"]["fieldPath"]]
    return merged


def seconds(text):
    hours, minutes, rest = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


class Certificates:
    """A secret's files as kubelet mounts them: links to a folder that is replaced as a whole."""

    def __init__(self, folder):
        self.folder = folder / "tls"
        self._made = folder / "made"
        self.folder.mkdir()
        self._made.mkdir()
        self._openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                      "/CN=authority", "-keyout", "ca.key", "-out", "ca.crt")  # fmt: skip
        self.authority = self._made / "ca.crt"
        self.issue(1)
        for name in ["tls.crt", "tls.key"]:
            (self.folder / name).symlink_to(f"..data/{name}")

    def issue(self, number):
        """Puts a new pair in place, by turning the link as kubelet does."""
        (self._made / "names").write_text(f"subjectAltName=DNS:{NAME}")
        self._openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN=number {number}",
                      "-keyout", "tls.key", "-out", "tls.csr")  # fmt: skip
        self._openssl("x509", "-req", "-in", "tls.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "1",
                      "-extfile", "names", "-out", "tls.crt")  # fmt: skip
        version = self.folder / f"..version-{number}"
        version.mkdir()
        for name in ["tls.crt", "tls.key"]:
            shutil.copy(self._made / name, version / name)
            (version / name).chmod(0o444)
        link = self.folder / "..data_tmp"
        link.symlink_to(version.name)
        link.rename(self.folder / "..data")

    def _openssl(self, *words):
        subprocess.run(["openssl", *words], cwd=self._made, check=True, capture_output=True)


def test_ports_are_the_settings_and_the_services(built, server):
    ports = {port["name"]: port["containerPort"] for port in server["ports"]}

    assert list(ports.values()) == built.stage.ports
    assert settings()["INFLUENCE_Server__Listen"].endswith(f":{ports['grpc']}")
    assert settings()["INFLUENCE_Server__HealthListen"].endswith(f":{ports['health']}")
    service = manifest("service.yaml")["spec"]
    assert service["clusterIP"] == "None"
    assert [(port["port"], port["targetPort"]) for port in service["ports"]] == [(ports["grpc"], "grpc")]
    for probe in ["startupProbe", "readinessProbe", "livenessProbe"]:
        assert server[probe]["grpc"]["port"] == ports["health"]


def test_the_network_lets_callers_reach_the_server_and_the_server_what_it_needs(server):
    ports = {port["name"]: port["containerPort"] for port in server["ports"]}
    policy = manifest("network-policy.yaml")["spec"]
    assert policy["policyTypes"] == ["Ingress", "Egress"]
    # A rule without ports would be one of all ports, health's too.
    (callers,) = policy["ingress"]
    assert callers["ports"] == [{"port": "grpc", "protocol": "TCP"}]
    assert ports["grpc"] != ports["health"]

    names, redis, collector = [{(port["port"], port["protocol"]) for port in rule["ports"]} for rule in policy["egress"]]
    assert names == {(53, "UDP"), (53, "TCP")}
    nodes = settings()["INFLUENCE_Profiles__Store"].removeprefix("redis://").split(",")
    assert redis == {(int(node.rpartition(":")[2]), "TCP") for node in nodes}
    # A name without a namespace is one of the server's own.
    assert all("." not in node for node in nodes)
    assert policy["egress"][1]["to"] == [{"podSelector": {}}]
    endpoint = settings().get("INFLUENCE_Telemetry__OtlpEndpoint") or re.search(
        r"`Telemetry:OtlpEndpoint` \|.*such as (http\S+?);", (image.ROOT / "docs/configuration.md").read_text()
    ).group(1)
    assert collector == {(urlsplit(endpoint).port, "TCP")}


def test_a_changed_secret_is_taken_over_as_the_documents_say(pod_spec, server):
    deployment = manifest("deployment.yaml")
    generated = [generator["name"] for generator in manifest("kustomization.yaml")["configMapGenerator"]]
    by_name = [name for source in server["envFrom"] if (name := next(iter(source.values()))["name"]) not in generated]
    assert by_name == ["influence-callers"], "only what is generated has a name that changes with it"

    chapter = (image.ROOT / "docs/operations.md").read_text().split("\n## Changing secrets\n")[1].split("\n## ")[0]
    assert by_name[0] in chapter
    assert f"kubectl rollout restart deployment/{deployment['metadata']['name']}" in chapter
    (counted,) = deployment["spec"]["template"]["metadata"]["annotations"]
    assert f"`{counted}`" in chapter
    # Files are read again while the server runs.
    assert [volume["secret"]["secretName"] for volume in pod_spec["volumes"] if "secret" in volume] == ["influence-tls"]


def test_the_grace_period_covers_the_pause_and_the_drain(pod_spec, server):
    pause = server["lifecycle"]["preStop"]["sleep"]["seconds"]
    drain = seconds(settings()["INFLUENCE_Limits__DrainTimeout"])

    assert pod_spec["terminationGracePeriodSeconds"] >= pause + drain + 5


def test_it_has_no_rights(built, pod_spec, server):
    assert pod_spec["securityContext"]["runAsNonRoot"] is True
    assert str(pod_spec["securityContext"]["runAsUser"]) == built.stage.user
    assert server["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert pod_spec["automountServiceAccountToken"] is False
    assert pod_spec["enableServiceLinks"] is False


def test_the_files_are_about_the_same_pods(server):
    labels = manifest("deployment.yaml")["spec"]["template"]["metadata"]["labels"]

    assert manifest("deployment.yaml")["spec"]["selector"]["matchLabels"].items() <= labels.items()
    assert manifest("service.yaml")["spec"]["selector"].items() <= labels.items()
    assert manifest("disruption-budget.yaml")["spec"]["selector"]["matchLabels"].items() <= labels.items()
    assert manifest("network-policy.yaml")["spec"]["podSelector"]["matchLabels"].items() <= labels.items()
    target = manifest("autoscaler.yaml")["spec"]["scaleTargetRef"]
    assert (target["kind"], target["name"]) == ("Deployment", manifest("deployment.yaml")["metadata"]["name"])
    assert "replicas" not in manifest("deployment.yaml")["spec"]
    assert "cpu" in server["resources"]["requests"], "the autoscaler goes by the share of what is requested"
    assert manifest("disruption-budget.yaml")["spec"]["maxUnavailable"] < manifest("autoscaler.yaml")["spec"]["minReplicas"]


def test_the_memory_holds_the_near_cache_twice(server):
    near_cache = int(re.search(r"`Profiles:NearCacheBytes` \| `(\d+)`", (image.ROOT / "docs/configuration.md").read_text()).group(1))

    assert server["resources"]["limits"]["memory"] == "1Gi"
    assert 2 * near_cache < 2**30


def test_the_pod_serves_over_tls_heals_turns_certificates_and_drains(built, pod, tmp_path, pod_spec, server):
    certificates = Certificates(tmp_path)
    (tls,) = [volume["mountPath"] for volume in server["volumeMounts"] if volume["name"] == "tls"]
    (tmp,) = [volume["mountPath"] for volume in server["volumeMounts"] if volume["name"] == "tmp"]
    (tmp_path / "tmp").mkdir(mode=0o777)
    (tmp_path / "tmp").chmod(0o777)
    variables = {**environment(server), "INFLUENCE_Profiles__Store": "none", "INFLUENCE_Tls__ReloadInterval": "00:00:00.2"}
    mounts = [[str(certificates.folder), tls, "ro"], [str(tmp_path / "tmp"), tmp, "rw"]]
    specification = built.specification(tmp_path, variables, mounts=mounts)
    assert specification["user"] == pod_spec["securityContext"]["runAsUser"]
    health, serving = "127.0.0.1:5092", "127.0.0.1:5090"

    with Container(pod, tmp_path, specification) as container:
        wait_for(lambda: pod.call(health, "health") == "SERVING", "the probe's answer is SERVING", lambda: container.output)
        assert container.output.startswith("{"), "log lines are JSON"
        with_key = ["--key", KEY, "--authority", str(certificates.authority), "--name", NAME]
        assert pod.call(serving, "classify", *with_key) == "harvard-media"
        assert pod.call(serving, "classify", *with_key[2:]).startswith("UNAUTHENTICATED")
        assert pod.call(serving, "classify", "--key", KEY).startswith("UNAVAILABLE"), "nothing is said without TLS"
        assert pod.call(health, "classify", "--key", KEY).startswith("UNIMPLEMENTED"), "the probes' port tells health only"

        certificates.issue(2)
        container.wait_for_output("New certificates are read")
        wait_for(lambda: "CN = number 2" in shown(pod), "new connections are shown the new certificate")
        assert pod.call(serving, "classify", *with_key) == "harvard-media"

        container.signal(built.stage.stop_signal)
        assert container.wait() == 0, container.output


def shown(pod):
    """The subject of the certificate that a new connection is shown."""
    return pod.run(["openssl", "s_client", "-connect", "127.0.0.1:5090", "-alpn", "h2"], check=False, input="").stdout
