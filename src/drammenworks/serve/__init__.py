"""A preview on the person's own machine: builds, serves, watches, and reloads the pages that are open.

    options    how it is asked for, and whom it tells
    watch      what changed, and when to build
    app        one site over HTTP
    reload     build ids, and the open pages that are told of them
    server     ports and servers
    session    all of it together

Imports nothing by itself: the other commands must not pay for a server that they do not start.
"""
