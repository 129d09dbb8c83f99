"""Every alert goes by metrics that there are, rings when it should and only then, and has a chapter of what to do."""

import re
import shutil
import subprocess

import image
import pytest
import yaml

FILE = image.ROOT / "deploy/prometheus/alerts.yaml"
CASES = image.ROOT / "tests/deploy/alerts.test.yaml"
RULES = yaml.safe_load(FILE.read_text())["groups"][0]["rules"]
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
    threshold = re.search(r"> ([0-9.e]+)", expression_of("InfluenceMemoryHigh")).group(1)
    assert 0.85 < float(threshold) / (0.75 * 2**30) < 0.95
    least = yaml.safe_load((folder / "autoscaler.yaml").read_text())["spec"]["minReplicas"]
    assert expression_of("InfluenceReplicasMissing").endswith(f"< {least}")


def test_no_chapter_is_left_over():
    chapters = re.findall(r"^### (Influence\w+)$", (image.ROOT / "docs/operations.md").read_text(), re.MULTILINE)

    assert chapters == [rule["alert"] for rule in RULES]


def test_reasons_are_those_of_the_contract():
    contract = (image.ROOT / "protos/influence/v1/error_reason.proto").read_text()

    for reason in re.findall(r'reason="(\w+)"', " ".join(rule["expr"] for rule in RULES)):
        assert re.search(rf"^ +(ERROR_REASON_)?{reason} = ", contract, re.MULTILINE), reason


def promtool(*words):
    """Runs Prometheus' own tool; returns its exit code and what it says."""
    unpacked = image.ROOT / "artifacts/tools/promtool"
    tool = str(unpacked) if unpacked.exists() else shutil.which("promtool")
    assert tool, "promtool is missing. Install it with: bash eng/install-test-tools"
    ran = subprocess.run([tool, *map(str, words)], capture_output=True, text=True, timeout=60)
    return ran.returncode, ran.stdout + ran.stderr


def test_prometheus_reads_the_rules():
    code, said = promtool("check", "rules", FILE)

    assert code == 0, said
    assert f"{len(RULES)} rules found" in said


def test_each_rings_when_it_should_and_only_then():
    code, said = promtool("test", "rules", CASES)

    assert code == 0, said


# What a rule is spoilt with, so that it never rings, rings always, or does not wait.
SPOILT = {"never": {"expr": "vector(0) > 1"}, "always": {"expr": "vector(1)"}, "at once": {"for": "0s"}}
WAYS = [(rule, way) for rule in RULES for way in SPOILT if way != "at once" or "for" in rule]


@pytest.mark.parametrize("rule, way", WAYS, ids=[f"{rule['alert']}-{way}" for rule, way in WAYS])
def test_the_cases_notice_a_rule_that_is_spoilt(tmp_path, rule, way):
    alert = rule["alert"]
    (tmp_path / "rules.yaml").write_text(yaml.safe_dump({"groups": [{"name": "spoilt", "rules": [{**rule, **SPOILT[way]}]}]}))
    cases = yaml.safe_load(CASES.read_text())
    cases["rule_files"] = ["rules.yaml"]
    for case in cases["tests"]:
        case["alert_rule_test"] = [asked for asked in case["alert_rule_test"] if asked["alertname"] == alert]
    cases["tests"] = [case for case in cases["tests"] if case["alert_rule_test"]]
    (tmp_path / "cases.yaml").write_text(yaml.safe_dump(cases))

    code, said = promtool("test", "rules", tmp_path / "cases.yaml")

    assert code == 1, said
    assert f"alertname: {alert}" in said
