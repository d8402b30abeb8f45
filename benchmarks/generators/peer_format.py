"""What the peers' formats have in common."""

from __future__ import annotations

from benchmarks.corpus import Document, Entry

_WORDS = {
    "planned": "Planlagt",
    "active": "Pågår",
    "completed": "Avsluttet",
    "member": "Medlem",
    "partner": "Partner",
    "public": "Offentlig",
    "supporter": "Støttespiller",
    "shop": "Butikk",
    "eatery": "Spisested",
    "stay": "Overnatting",
    "experience": "Opplevelse",
    "service": "Tjeneste",
}


def fact(entry: Entry) -> str:
    """Return the line of facts that our templates make from the fields of a kind."""
    field, value = entry.fact
    if field == "clock":
        return f"kl. {value.replace(':', '.')}"
    return _WORDS.get(value, value)


def yaml_front_matter(document: Document, *, tags_key: str) -> str:
    """Return the front matter that Hugo and Eleventy read."""
    entry = document.entry
    lines = [f"title: {entry.title}", f"summary: {document.summary}", f"date: {entry.date.isoformat()}"]
    if entry.tags:
        lines.append(f"{tags_key}: [{', '.join(entry.tags)}]")
    if entry.fact[0]:
        lines.append(f"fact: {fact(entry)}")
    return "\n".join(["---", *lines, "---", ""])
