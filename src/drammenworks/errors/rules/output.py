"""DW9xx: the folder that is published to."""

from __future__ import annotations

from drammenworks.errors.finding import Rule, Severity

FOREIGN = Rule(
    "DW901",
    Severity.INFO,
    "Mappen inneholder {names}, som ingen bygging har laget. Det blir liggende som det er.",
    "Slett det hvis det ikke skal ligge på nettstedet.",
)
IN_THE_WAY = Rule(
    "DW902",
    Severity.ERROR,
    "Her skal det publiseres noe, men her ligger noe annet, som ingen bygging har laget. "
    "Det blir ikke overskrevet.",
    "Flytt eller slett det, og bygg på nytt. Er det fra en tidligere bygging, så slett hele mappen {folder}.",
)
