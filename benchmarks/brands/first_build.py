"""Build this repository's sites in one process, and write down how long each stage took.

python -m benchmarks.brands.first_build ROOT
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

from benchmarks.brands.site import AT, STAGES
from benchmarks.stage_clock import StageClock
from drammenworks.pipeline.build import build
from drammenworks.pipeline.options import Options


def main(root: Path) -> None:
    """Build the project in ``root``, and write the seconds of each stage beside it."""
    clock = StageClock()
    at = datetime.fromisoformat(f"{AT}T00:00:00+01:00")
    report = build(Options(root=root, output=root / "output", cache=root / ".cache", at=at), clock)
    stages = clock.stages()
    assert report.sites, [str(finding) for finding in report.findings]
    (root / STAGES).write_text(json.dumps(stages), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
