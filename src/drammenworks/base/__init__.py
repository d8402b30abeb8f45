"""The lowest layer: digests, files, strict YAML, field types and text. Knows nothing of sites or content."""
