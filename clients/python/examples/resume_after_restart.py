"""A long job that survives restarts of the server, and of itself: python3 resume_after_restart.py creators.csv tiers.csv

The client takes a stream up again after the last answer when the server is restarted. What this program has written it does not
ask for again: started again after it was ended in any way, it goes on after the last whole row of its output.
"""

import csv
import os
import sys
from itertools import islice
from typing import Dict, Optional

from influence_grpc import Client, RetryPolicy

# How many calls in a row may pass without one answer, and the seconds between them: here, about a minute without a server.
PATIENT = RetryPolicy(attempts=15, initial_backoff=0.2, max_backoff=5)


def rows_done(path: str) -> int:
    """The whole rows of the output; half of one, at its end, is cut off."""
    if not os.path.exists(path):
        return 0
    with open(path, "rb+") as out:
        done, end = 0, 0
        for line in out:
            if line.endswith(b"\n"):
                done, end = done + 1, end + len(line)
        out.truncate(end)
        return done


def followers(row: Dict[str, str]) -> Optional[int]:
    return int(row["followers"]) if row["followers"] else None


if len(sys.argv) != 3:
    print("usage: python3 resume_after_restart.py CREATORS.csv TIERS.csv", file=sys.stderr)
    sys.exit(2)

done = rows_done(sys.argv[2])
print(f"going on after row {done}", flush=True)
with Client(os.environ.get("INFLUENCE_SERVER", "127.0.0.1:5090"), retry=PATIENT) as client, open(sys.argv[1], newline="") as file:
    with open(sys.argv[2], "a", newline="") as out:
        rows = islice(csv.DictReader(file), done, None)
        for chunk in client.classify(rows, followers=followers, schemes=["harvard-media"], chunk_items=1_000):
            if chunk.refusal is not None:
                raise chunk.refusal
            csv.writer(out, lineterminator="\n").writerows(
                [item.item["creator_id"], item.tiers[0].id if item.tiers[0] else "", item.error.reason if item.error else ""]
                for item in chunk
            )
            out.flush()
print(f"{rows_done(sys.argv[2])} rows in all")
