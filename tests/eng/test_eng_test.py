"""eng/test with stand-ins for its steps: it runs all, shows what failed, sums up, and is never green by accident."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def repository(tmp_path):
    """Steps that pass: the contract with 2 checks, the scripts with 1 test, foreign with 3."""
    (tmp_path / "eng").mkdir()
    for name in ("test", "lib.sh", "count_results.py"):
        shutil.copy(ROOT / "eng" / name, tmp_path / "eng")
    write(tmp_path / "eng/install-test-tools", "echo installed")
    write(tmp_path / "eng/check-contract", "echo 'ok - one'; echo 'ok - two'")
    write(tmp_path / "tests/foreign/run", r"printf 'ok - a\nok - b\nok - c\n' >$INFLUENCE_TEST_RESULTS/all.tap")
    (tmp_path / "tests/eng").mkdir()
    (tmp_path / "tests/eng/test_one.py").write_text("def test_one():\n    pass\n")
    return tmp_path


def write(script, text):
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(text + "\n")


def run(repository, *steps):
    return subprocess.run(["bash", "eng/test", *steps], cwd=repository, capture_output=True, text=True, timeout=60)


def last_line(ran):
    return ran.stdout.splitlines()[-1]


def test_steps_are_summed_up(repository):
    ran = run(repository, "tools", "contract", "foreign", "scripts")
    assert last_line(ran) == "6 passed, 0 failed"
    assert ran.returncode == 0


def test_a_failing_step_is_shown_in_full_and_does_not_hide_later_ones(repository):
    write(repository / "eng/check-contract", "echo 'what is wrong'; echo 'not ok - one'; echo 'ok - two'; exit 1")
    ran = run(repository, "tools", "contract", "foreign", "scripts")
    assert "what is wrong" in ran.stdout
    assert last_line(ran) == "5 passed, 1 failed"
    assert ran.returncode != 0


def test_a_step_that_breaks_down_counts_as_one_failure(repository):
    write(repository / "tests/foreign/run", "printf 'ok - a\\n' >$INFLUENCE_TEST_RESULTS/all.tap; kill -9 $$")
    ran = run(repository, "contract", "foreign", "scripts")
    assert last_line(ran) == "4 passed, 1 failed"
    assert ran.returncode != 0


def test_tools_that_cannot_be_installed_count_as_one_failure(repository):
    write(repository / "eng/install-test-tools", "echo 'no network' >&2; exit 1")
    ran = run(repository, "tools", "contract")
    assert "no network" in ran.stdout
    assert last_line(ran) == "2 passed, 1 failed"
    assert ran.returncode != 0


def test_a_step_that_runs_nothing_has_failed(repository):
    write(repository / "tests/foreign/run", "exit 0")
    ran = run(repository, "foreign")
    assert last_line(ran) == "0 passed, 1 failed"
    assert ran.returncode != 0


def test_nothing_that_passes_is_not_a_success(repository):
    ran = run(repository, "tools")
    assert last_line(ran) == "0 passed, 0 failed"
    assert ran.returncode != 0


def test_results_of_an_earlier_run_are_not_counted(repository):
    run(repository, "contract", "foreign")
    assert last_line(run(repository, "scripts")) == "1 passed, 0 failed"


def test_an_unknown_step_is_refused_before_anything_runs(repository):
    ran = run(repository, "contract", "nothing")
    assert ran.returncode != 0
    assert "There is no step nothing" in ran.stderr
    assert ran.stdout == ""


def test_dotnet_failures_are_counted_from_its_results(repository):
    """A dotnet that leaves two result files and an exit code of 1, as `dotnet test` on a solution does."""
    results = "artifacts/test/dotnet"
    space = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010"
    write(
        repository / "bin/dotnet",
        f"""#!/usr/bin/env bash
mkdir -p {results}
for name in one two; do
  echo '<TestRun xmlns="{space}"><Results><UnitTestResult outcome="Passed" /><UnitTestResult outcome="Failed" /></Results></TestRun>' >{results}/$name.trx
done
exit 1""",
    )
    (repository / "bin/dotnet").chmod(0o755)
    environment = {**os.environ, "PATH": f"{repository / 'bin'}:{os.environ['PATH']}"}
    ran = subprocess.run(["bash", "eng/test", "dotnet"], cwd=repository, capture_output=True, text=True, env=environment, timeout=60)
    assert last_line(ran) == "2 passed, 2 failed"
    assert ran.returncode != 0


@pytest.mark.parametrize("hint, counted", [("int", "2 passed, 0 failed"), ("str", "1 passed, 1 failed")])
def test_types_of_the_python_client_are_checked_and_its_tests_run_all_the_same(repository, hint, counted):
    write(repository / "bin/dotnet", "#!/usr/bin/env bash\necho 'Serving gRPC on http://127.0.0.1:1'\n[ $1 = publish ] || exec sleep 30")
    (repository / "bin/dotnet").chmod(0o755)
    write(repository / "clients/python/generate", "")
    write(repository / "clients/python/pyproject.toml", '[tool.mypy]\nfiles = ["tests"]')
    write(repository / "clients/python/tests/test_one.py", f"number: {hint} = 1\n\n\ndef test_one() -> None:\n    pass")
    environment = {**os.environ, "PATH": f"{repository / 'bin'}:{os.environ['PATH']}"}
    ran = subprocess.run(["bash", "eng/test", "python"], cwd=repository, capture_output=True, text=True, env=environment, timeout=60)
    assert last_line(ran) == counted, ran.stdout
