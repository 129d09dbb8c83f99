"""The command line out of a checkout."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("options, address", [([], "http://127.0.0.1:5090"), (["--server", "http://127.0.0.1:1"], "http://127.0.0.1:1")])
def test_doctor_looks_at_the_server_that_is_meant_and_starts_none(options, address):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INFLUENCE_")}
    ran = subprocess.run(
        ["bash", "eng/influence", "doctor", *options, "--output", "csv"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600
    )
    rows = ran.stdout.splitlines()[1:]
    # Whatever it finds there.
    assert len(rows) == 11 and all(row.startswith(f"{address},") for row in rows), ran.stdout + ran.stderr
