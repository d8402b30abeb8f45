"""Commands beside building: check the content, explain a page, prune the cache, verify the output."""
