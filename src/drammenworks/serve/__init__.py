"""The local preview: builds, serves, watches, and keeps the open pages up to date.

    options         settings, callbacks, and the addresses of the sites
    watcher         file system events below content/ and themes/
    changes         changed paths, debounced and handed over in batches
    git_lock        whether a Git command is writing files
    schedule        when to build
    builder         the interface of the incremental builder
    worker_thread   runs a build outside the loop's thread
    build_loop      builds after each change, and saves the results when idle
    preview_state   the pages and errors that are shown, and the event streams of open pages
    preview_cache   the pages of the last preview, shown before the first build ends
    notices         what is served in place of pages and pictures that cannot be shown
    page_version    the version of a page that a browser has
    error_overlay   the errors of the last build, with excerpts of the files
    labels          the fixed texts of the toolbar and the overlay
    actions         what a page can request, and the token that it needs
    focal           the action that writes the focal point of an image
    yaml_edit       minimal edits of YAML text
    app             the HTTP application for one site
    server          ports and HTTP servers
    site_servers    a server for each site
    signals         Ctrl-C and requests to terminate
    preview_server  all of it together

It imports nothing itself, so that other commands do not pay for a server that they do not start.
"""
