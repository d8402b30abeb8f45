"""Every page is valid HTML by the Nu checker."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.end_to_end.conftest import Built
from tests.sample_sites import ROOT

VNU = ROOT / "tests" / "tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.mark.java
def test_every_page_is_valid_html(built: Built) -> None:
    """The Nu checker finds no error and no warning on any page."""
    assert VNU.is_file(), "run: npm ci --prefix tests/tools"
    command = ["java", "-Xss4m", "-jar", str(VNU), "--format", "json", "--skip-non-html", str(built.output)]
    result = subprocess.run(command, capture_output=True, check=False)
    messages = [
        f"{message['url'].rsplit('/public', 1)[-1]}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(result.stderr)["messages"]
        if (message["type"] == "error" or message.get("subType") == "warning")
        # The checker reads files, whose policy 'self' allows no other file.
        and "violates Content Security Policy" not in message["message"]
    ]
    assert messages == []


@pytest.mark.java
def test_every_style_sheet_is_valid_css(built: Built) -> None:
    """The Nu checker finds no error in the bundled style sheets that is not younger than itself."""
    sheets = sorted(str(file) for file in built.output.rglob("*.css"))
    assert len(sheets) == 2
    command = ["java", "-jar", str(VNU), "--format", "json", "--css", "--errors-only", *sheets]
    result = subprocess.run(command, capture_output=True, check=False)
    parse_errors = [
        message["message"]
        for message in json.loads(result.stderr)["messages"]
        if "Parse Error" in message["message"]
    ]
    assert parse_errors == []
