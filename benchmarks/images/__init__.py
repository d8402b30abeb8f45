"""Pictures: the same photos through us, sharp and Hugo, with sizes and quality side by side."""
