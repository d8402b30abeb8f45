"""Checks of whole sites: links, pictures, files, tables, brand names and prose."""
