"""The demo shows what it says it shows."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_demo_runs_and_shows_each_part():
    ran = subprocess.run(["bash", "eng/demo"], cwd=ROOT, capture_output=True, text=True, timeout=900)

    assert ran.returncode == 0, ran.stderr
    shown = ran.stdout
    for part in [
        "harvard-media (version 1)",
        "66.7 % of 3 schemes agree on micro",
        "samples/briefs/nl-city-bike.json can be used with audience-fit-1",
        "10,000 creators scored",
        "samples/campaigns/celebrity-or-micro.json: 2 plans compared",
        '* "Ten micro-influencers" wins on different people reached in the target',
        "samples/campaigns/creators.jsonl: 300 creators looked at",
        "left of the budget",
        "A brief from 10 examples",
        '"title": "More like these"',
    ]:
        assert part in shown, part
    first = re.search(r"^ +1  (syn-\d+) ", shown, re.MULTILINE).group(1)
    assert f"Why {first} is first" in ran.stderr
    assert re.search(rf"^{first}: \d+\.\d of 100 ", shown, re.MULTILINE)
    assert "\x1b" not in shown
