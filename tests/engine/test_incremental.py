"""Whatever was edited, an incremental build equals one from nothing."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

_SETTINGS = settings(
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    stateful_step_count=20,
    print_blob=True,
)
