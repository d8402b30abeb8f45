"""The rules of all findings, by subject. Codes are permanent; a retired one is never used again.

DW1xx files and YAML      DW2xx fields      DW3xx references      DW4xx Markdown
DW5xx URLs, figures       DW6xx themes      DW7xx media           DW8xx the whole site
DW9xx the output folder
"""

from __future__ import annotations

from drammenworks.errors.finding import Rule
from drammenworks.errors.rules import (
    accidental_markdown,
    external,
    fields,
    figures,
    files,
    markdown,
    media,
    output,
    prose,
    references,
    sites,
    themes,
    urls,
)

_MODULES = (
    files,
    fields,
    figures,
    references,
    external,
    markdown,
    accidental_markdown,
    prose,
    urls,
    themes,
    media,
    sites,
    output,
)


def all_rules() -> dict[str, Rule]:
    """Return every rule by its code, in order of the codes."""
    rules = [value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule)]
    return {rule.code: rule for rule in sorted(rules, key=lambda rule: rule.code)}
