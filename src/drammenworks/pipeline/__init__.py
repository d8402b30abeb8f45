"""Builds, the preview and maintenance: the stages in order, on one graph of queries.

A build is ``build``; when there is nothing to do, ``input_scan`` repeats its last report. ``preview`` has the
builds that a preview makes, ``maintenance`` the commands beside a build. Nothing is imported here, so that a
build with nothing to do loads only what it needs.
"""
