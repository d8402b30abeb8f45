"""DW7xx: pictures and other files."""

from __future__ import annotations

from drammenworks.errors.finding import Rule, Severity

UNUSABLE = Rule(
    "DW701",
    Severity.ERROR,
    "Bildet «{src}» kan ikke brukes: {reason}.",
    "Lagre bildet på nytt som JPEG, PNG eller WebP, og last det opp igjen.",
)
