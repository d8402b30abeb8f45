"""What Markdown becomes, one topic a file in ``fixtures/``."""

from __future__ import annotations

from pathlib import Path

import pytest

from drammenworks.content.markdown import parse
from tests.content.markdown.serialise import serialise
from tests.golden import Case, read_cases

_CASES = [
    case for file in sorted((Path(__file__).parent / "fixtures").glob("*.md")) for case in read_cases(file)
]
