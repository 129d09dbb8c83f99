"""A DataFrame in and out: python3 with_pandas.py creators.csv brief.json"""

import os
import sys
from pathlib import Path

import pandas

from influence_grpc import Client
from influence_grpc.jsonc import read_jsonc

if len(sys.argv) != 3:
    print("usage: python3 with_pandas.py CREATORS.csv BRIEF.json", file=sys.stderr)
    sys.exit(2)

frame = pandas.read_csv(sys.argv[1]).set_index("creator_id", drop=False)
with Client(os.environ.get("INFLUENCE_SERVER", "127.0.0.1:5090")) as client:
    tiers = client.classify_frame(frame, followers="followers", schemes=["harvard-media"])
    scores = client.score_frame(frame, read_jsonc(Path(sys.argv[2]).read_text(encoding="utf-8")))
joined = pandas.concat([frame, tiers.drop(columns="error"), scores], axis=1)
print(joined.groupby("harvard-media_tier")["score"].agg(["count", "median"]).round(1))
print(joined["error"].value_counts().to_string())
