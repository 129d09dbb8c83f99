"""Every alert goes by metrics that there are, and has a chapter of what to do."""

import re

import image
import pytest
import yaml

RULES = yaml.safe_load((image.ROOT / "deploy/prometheus/alerts.yaml").read_text())["groups"][0]["rules"]
FUNCTIONS = {"absent_over_time", "increase", "histogram_quantile"}
UNITS = {"s": "_seconds", "By": "_bytes", "1": "_ratio"}


def names_in_prometheus():
    """Metrics of docs/telemetry.md, as OpenTelemetry's rules for Prometheus spell them; those of .NET that alerts use."""
    names = {"http_server_request_duration_seconds_bucket", "dotnet_process_memory_working_set_bytes"}
    row = re.compile(r"^\| `(influence\.[a-z_.]+)` \| `([^`]+)` \|", re.MULTILINE)
    for name, unit in row.findall((image.ROOT / "docs/telemetry.md").read_text()):
        plain = name.replace(".", "_") + UNITS.get(unit, "")
        names |= {plain, f"{plain}_total", f"{plain}_bucket"}
    return names


def metrics_of(rule):
    return set(re.findall(r"\b(?:influence|http|dotnet)_[a-z_]+(?=[\[{ )])", rule["expr"] + " "))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_its_metrics_exist_and_it_says_what_to_do(rule):
    used = metrics_of(rule) - {"http_route"}

    assert used
    assert used <= names_in_prometheus()
    assert rule["labels"]["severity"] in {"page", "warn", "info"}
    assert rule["annotations"]["summary"]
    chapters = re.findall(r"^### (Influence\w+)$", (image.ROOT / "docs/operations.md").read_text(), re.MULTILINE)
    assert chapters.count(rule["alert"]) == 1


def expression_of(alert):
    return next(rule["expr"] for rule in RULES if rule["alert"] == alert)


def test_numbers_are_those_of_the_manifests():
    folder = image.ROOT / "deploy/kubernetes"
    pod = yaml.safe_load((folder / "deployment.yaml").read_text())["spec"]["template"]["spec"]
    assert pod["containers"][0]["resources"]["limits"]["memory"] == "1Gi"
    # What .NET takes for its heap in a container, unless told otherwise, is three quarters.
    assert 0.85 < float(expression_of("InfluenceMemoryHigh").split(">")[1]) / (0.75 * 2**30) < 0.95
    least = yaml.safe_load((folder / "autoscaler.yaml").read_text())["spec"]["minReplicas"]
    assert expression_of("InfluenceReplicasMissing").endswith(f"< {least}")


def test_no_chapter_is_left_over():
    chapters = re.findall(r"^### (Influence\w+)$", (image.ROOT / "docs/operations.md").read_text(), re.MULTILINE)

    assert chapters == [rule["alert"] for rule in RULES]


def test_reasons_are_those_of_the_contract():
    contract = (image.ROOT / "protos/influence/v1/error_reason.proto").read_text()

    for reason in re.findall(r'reason="(\w+)"', " ".join(rule["expr"] for rule in RULES)):
        assert re.search(rf"^ +(ERROR_REASON_)?{reason} = ", contract, re.MULTILINE), reason
