"""Findings about text that looks like Markdown and is not, and about Markdown that was meant as text."""
