"""The commands of fit: the project's server with the sample's profiles, and a table of creators with good rows and bad."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any, Iterator, List

import pytest

from command_line import run
from conftest import PROTOS
from influence_grpc.messages import FitComponent
from real_server import RealServer

SAMPLES = PROTOS.parent / "samples"
TRAIL = str(SAMPLES / "briefs" / "no-trail-shoe.json")
BIKE = str(SAMPLES / "briefs" / "nl-city-bike.json")
BRIEFS = [str(path) for path in sorted((SAMPLES / "briefs").glob("*.json"))]
COMPONENTS = [name.replace("FIT_COMPONENT_", "").lower() for name, number in FitComponent.items() if number]
ROWS = """\
id,followers,platform,topics,note
ada,20000,instagram,travel/cycling:0.8,"x, y"
bo,abc,instagram,,
cy,900000,instagram,travel/cycling:0.8,
di,30000,youtube,food:1,
,5,instagram,,
ed,25000,tiktok,travel:0.5|fitness:0.2,z
ff,100,instagram,Sport:0.2,
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("store")
    # A copy: an import leaves its state beside its file, and others of these tests run at the same time.
    source = shutil.copy(SAMPLES / "creators.csv", folder / "creators.csv")
    with RealServer(store=folder / "profiles.db") as started:
        imported = run("profiles", "import", str(source), "--server", started.target, "--strict")
        assert imported.returncode == 0, imported.stderr
        yield started.target


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "in.csv").write_text(ROWS)
    return str(tmp_path / "in.csv")


def rows_of(path: Path) -> List[Any]:
    with open(path, newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def floats(row: Any, *names: str) -> List[float]:
    return [float(row[name]) for name in names]
