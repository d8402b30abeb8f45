"""The toolbar that editors see on each page of a preview: links to the source files, states and findings.

A local preview (:mod:`serve`) and a preview that is built as files for a host show the same toolbar.
"""
