"""Comparing published outputs."""
