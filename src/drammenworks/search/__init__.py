"""The search index of each site and language: made at build time, read by ``search.js`` in the browser."""
