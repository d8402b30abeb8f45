"""Social cards: the preview images that are shown where a page is shared."""
