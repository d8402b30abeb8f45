"""Custom properties that say how wide a theme shows its pictures, and what it cuts them to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from drammenworks.config.picture_presets import PicturePreset

_USED = re.compile(r"var\(\s*(--picture-[a-z0-9-]+)")


def picture_styles(presets: Mapping[str, PicturePreset], sheets: Iterable[str]) -> str:
    """Return the rules that set the custom properties of picture presets, from narrow windows to wide ones.

    ``--picture-<preset>-width``, ``-columns`` (how many stand side by side) and ``-shape`` (for
    ``aspect-ratio``), each where a preset says so.

    :param sheets: what else the theme's style sheets say; what none of them uses is left out.
    """
    used = {name for sheet in sheets for name in _USED.findall(sheet)}
    rules: defaultdict[float, list[str]] = defaultdict(list)
    for preset_name, preset in presets.items():
        for property_name, values in preset.properties().items():
            name = f"--picture-{preset_name}-{property_name}"
            before = None
            for start, value in sorted(values.items()) if name in used else ():
                if value != before:
                    rules[start].append(f"{name}: {value};")
                before = value
    return "".join(_rule(start, rules[start]) for start in sorted(rules))


def _rule(start: float, declarations: list[str]) -> str:
    rule = f"@layer tokens {{ :root {{ {' '.join(declarations)} }} }}"
    return f"@media (min-width: {start:g}rem) {{ {rule} }}\n" if start else f"{rule}\n"
