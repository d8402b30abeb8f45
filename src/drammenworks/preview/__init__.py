"""What people who edit see on a page of a preview: its bar, with links to where it is edited, and findings.

A preview on one's own machine (:mod:`serve`) and one that is built to be looked at elsewhere show the same.
"""
