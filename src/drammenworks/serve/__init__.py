"""A preview on the person's own machine: builds, serves, watches, and keeps the open pages up to date.

    options    how it is asked for, and whom it tells
    watch      what changed, and when to build
    preview    what there is to see, what is wrong, and the open pages that are told of it
    identity   which version of a page somebody has
    trouble    what is wrong, with the lines of the file where it is
    bar        what the bar on each page shows
    editor     links that open a file where it can be edited
    focal      where the subject of a picture is, written into the file that shows it
    app        one site over HTTP
    actions    what a page may ask for, and who may ask
    server     ports and servers
    session    all of it together

Imports nothing by itself: the other commands must not pay for a server that they do not start.
"""
