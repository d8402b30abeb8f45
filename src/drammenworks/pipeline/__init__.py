"""A build: the stages in order, in ``build``; the short way when there is nothing to do, in ``unchanged``.

Nothing is imported here, so that the short way loads only what it needs.
"""
