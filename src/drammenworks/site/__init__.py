"""A site: which documents it publishes, which pages it has, and where each of them lies."""
