"""The best of many creators, ranked by the server: python3 rank.py creators.jsonl brief.json

Only the best come back, however many are sent. creators.jsonl has a profile a line, in proto3 JSON form.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any, Dict, Iterator

from influence_grpc import Client
from influence_grpc.jsonc import read_jsonc


class Creators:
    """Opens the file anew each time, so that a ranking that is cut can be begun again."""

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        with open(sys.argv[1]) as file:
            yield from map(json.loads, file)


if len(sys.argv) != 3:
    print("usage: python3 rank.py CREATORS.jsonl BRIEF.json", file=sys.stderr)
    sys.exit(2)

with Client(os.environ.get("INFLUENCE_SERVER", "127.0.0.1:5090")) as client:
    ranking = client.rank_creators(Creators(), read_jsonc(Path(sys.argv[2]).read_text(encoding="utf-8")), count=5)
    for creator in ranking.creators:
        print(f"{creator.rank}. {creator.creator_id} {creator.score:.1f}")
    print(f"{ranking.scored} scored, {ranking.ineligible} not eligible, {ranking.failed} failed")
