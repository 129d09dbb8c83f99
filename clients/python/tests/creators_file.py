"""A small file of creators, good and bad, for the tests of the command line."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import List, Union

import pytest

FILE = 'id,followers\na,"12,345"\nb,N/A\nc,abc\nd,3.2M\ne,400\nf,600\n'


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "creators.csv").write_text(FILE)
    return str(tmp_path / "creators.csv")


def table(path: Union[str, Path], delimiter: str = ",") -> List[List[str]]:
    with open(path, newline="", encoding="utf-8") as opened:
        return list(csv.reader(opened, delimiter=delimiter))
