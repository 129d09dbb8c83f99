"""Cells as tables have them."""

from __future__ import annotations

from typing import List


def cell_text(text: str, delimiter: str = ",") -> str:
    """A cell as it stands in a table."""
    special: List[str] = [delimiter, '"', "\r", "\n"]
    return '"' + text.replace('"', '""') + '"' if any(each in text for each in special) else text
