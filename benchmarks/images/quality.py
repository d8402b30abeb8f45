"""Score pictures by SSIMULACRA2 against what they should show; run by a Python that has the package.

    python quality.py < JOBS > SCORES

JOBS is JSON: a list of photos, each with its file and the results to be scored. What a result should show is
all pixels of the photo, scaled to its size by Lanczos; both are compared as eight-bit sRGB. 100 is the same,
above 90 nobody sees a difference, 70 is good, 50 middling (github.com/cloudinary/ssimulacra2).
"""

import json
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from PIL import Image, ImageOps
from ssimulacra2 import compute_ssimulacra2


def score(job: dict[str, object]) -> list[float]:
    """Return the score of each result of a photo."""
    scores = []
    with Image.open(str(job["photo"])) as photo:
        whole = ImageOps.exif_transpose(photo).convert("RGB")
    with tempfile.TemporaryDirectory() as folder:
        wanted, shown = Path(folder, "wanted.png"), Path(folder, "shown.png")
        for file in job["results"]:  # type: ignore[attr-defined]
            with Image.open(file) as result:
                result.convert("RGB").save(shown, compress_level=1)
                whole.resize(result.size, Image.Resampling.LANCZOS).save(wanted, compress_level=1)
            scores.append(float(compute_ssimulacra2(str(wanted), str(shown))))
    return scores


if __name__ == "__main__":
    with ProcessPoolExecutor() as pool:
        json.dump(list(pool.map(score, json.load(sys.stdin))), sys.stdout)
