"""The ground floor: digests, files, strict YAML and Norwegian text. Knows nothing of sites or content."""
