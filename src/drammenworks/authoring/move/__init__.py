"""Rename a document: its files, its translations, what refers to it, and its former address."""
