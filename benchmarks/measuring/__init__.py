"""Run one command and measure what it took."""

from benchmarks.measuring.measurement import FailedError, Measurement, measure

__all__ = ["FailedError", "Measurement", "measure"]
