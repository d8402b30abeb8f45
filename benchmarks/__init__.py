"""Measure our builds beside those of other generators: the same site, in one interleaved run.

python -m benchmarks            everything that the targets ask for; writes docs/benchmarks.md
python -m benchmarks preview    how soon an open page knows of a save
python -m benchmarks --help     a smaller run, a corpus of one's own, a profile
"""
