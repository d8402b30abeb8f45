"""Social cards: the picture that a page is shown by where its address is shared."""
