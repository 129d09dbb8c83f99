"""What eng/test builds and runs is what InfluenceGrpc.sln names."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_project_is_in_the_solution():
    listed = subprocess.check_output(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", "*.csproj"], cwd=ROOT, text=True
    )
    projects = {name for name in listed.splitlines() if (ROOT / name).is_file()}
    solution = (ROOT / "InfluenceGrpc.sln").read_text(encoding="utf-8-sig").replace("\\", "/")
    assert projects
    assert {project for project in projects if f'"{project}"' not in solution} == set()
