"""A stand-in for ``gh`` on PATH: it answers from a file, and notes what it is asked to write there."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, TextIO

_SCRIPT = """\
#!{python}
import sys
sys.path.insert(0, {folder!r})
from fake_gh import answer
sys.exit(answer({state!r}, sys.argv[1:]))
"""


def install(folder: Path, **state: Any) -> Path:
    """Put the program into ``folder/bin``, and return the file with what GitHub knows."""
    file = folder / "github.json"
    file.write_text(json.dumps({"pulls": [], "comments": [], "runs": [], **state}), encoding="utf-8")
    program = folder / "bin" / "gh"
    program.parent.mkdir(parents=True, exist_ok=True)
    here = str(Path(__file__).parent)
    program.write_text(_SCRIPT.format(python=sys.executable, folder=here, state=str(file)), encoding="utf-8")
    program.chmod(0o755)
    return file


def answer(state: str, arguments: list[str]) -> int:
    """Do what ``gh`` does with these arguments; an unknown request fails."""
    file = Path(state)
    known = json.loads(file.read_text(encoding="utf-8"))
    if known.get("fails"):
        _say("gh: Bad credentials (HTTP 401)", sys.stderr)
        return 1
    match arguments:
        case ["auth", *_]:
            return 0
        case ["run", "list", *_]:
            _say(json.dumps(known["runs"]))
            return 0
        case ["run", "download", number, *rest]:
            report = known.get("reports", {}).get(number)
            if report is None:
                _say("no valid artifacts found to download", sys.stderr)
                return 1
            folder = Path(rest[rest.index("--dir") + 1])
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "report.json").write_text(json.dumps(report), encoding="utf-8")
            return 0
        case ["workflow", "run", *rest]:
            known.setdefault("dispatched", []).append(rest)
        case ["pr", "list", *_]:
            _say(json.dumps([{"number": 1}] if known.get("requests") else []))
            return 0
        case ["pr", *rest]:
            known.setdefault("requests", []).append(rest)
        case ["api", path, *rest]:
            if not _api(known, path, rest):
                return 1
        case _:
            _say(f"unknown: {arguments}", sys.stderr)
            return 1
    file.write_text(json.dumps(known), encoding="utf-8")
    return 0


def _say(text: str, stream: TextIO = sys.stdout) -> None:
    stream.write(f"{text}\n")


def _api(known: dict[str, Any], path: str, arguments: list[str]) -> bool:
    method = arguments[arguments.index("--method") + 1] if "--method" in arguments else "GET"
    parts = path.partition("?")[0].split("/")[3:]
    match method, parts:
        case "GET", ["pulls"]:
            head = next((field[5:] for field in arguments if field.startswith("head=")), None)
            found = [one for one in known["pulls"] if head in (None, one["head"]["label"])]
            _say(json.dumps(found))
        case "GET", ["issues", _, "comments"]:
            # Two pages, as an older version prints them.
            _say(json.dumps(known["comments"][:1]) + json.dumps(known["comments"][1:]))
        case "POST", ["issues", number, "comments"]:
            body = json.load(sys.stdin)["body"]
            known["comments"].append(
                {
                    "id": 100 + len(known["comments"]),
                    "issue": int(number),
                    "user": {"login": "github-actions[bot]"},
                    "body": body,
                }
            )
        case "PATCH", ["issues", "comments", number]:
            (comment,) = (one for one in known["comments"] if one["id"] == int(number))
            comment["body"] = json.load(sys.stdin)["body"]
        case "POST", ["statuses", commit]:
            known.setdefault("statuses", []).append([commit, json.load(sys.stdin)])
        case "DELETE", ["issues", "comments", number]:
            known["comments"] = [one for one in known["comments"] if one["id"] != int(number)]
        case _:
            _say(f"gh: Not Found (HTTP 404): {method} {path}", sys.stderr)
            return False
    return True
