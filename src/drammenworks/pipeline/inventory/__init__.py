"""What content there is, and in which state: who answers for it, what is due, missing or hard to read.

rows         a row for each document
last_changed when files were changed, as git knows it
tables       rows as text, CSV, JSON, Markdown and HTML
"""
