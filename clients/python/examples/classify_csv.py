"""Tiers for a CSV file of any length: python3 classify_csv.py creators.csv > tiers.csv

The file is read as it is sent, and never further ahead than the answers allow: memory does not grow with it.
"""

import csv
import os
import sys
from typing import Dict, Optional

from influence_grpc import Client

SCHEMES = ["harvard-media", "iab-uk"]


def followers(row: Dict[str, str]) -> Optional[int]:
    """None is unknown, which is not 0."""
    return int(row["followers"]) if row["followers"] else None


if len(sys.argv) != 2:
    print("usage: python3 classify_csv.py CREATORS.csv > TIERS.csv", file=sys.stderr)
    sys.exit(2)

with Client(os.environ.get("INFLUENCE_SERVER", "127.0.0.1:5090")) as client, open(sys.argv[1], newline="") as file:
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["creator_id", *SCHEMES, "error"])
    for chunk in client.classify(csv.DictReader(file), followers=followers, schemes=SCHEMES):
        if chunk.refusal is not None:
            raise chunk.refusal
        for item in chunk:
            tiers = [tier.id if tier else "" for tier in item.tiers]
            out.writerow([item.item["creator_id"], *tiers, item.error.reason if item.error else ""])
