"""A cache that machines share: bytes by their digests, and signed entries that say what gave them."""
