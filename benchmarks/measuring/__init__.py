"""Run one command and tell what it took."""

from benchmarks.measuring.measurement import Failed, Measurement, measure

__all__ = ["Failed", "Measurement", "measure"]
