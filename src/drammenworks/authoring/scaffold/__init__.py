"""New projects and new sites: a brand's theme from a few colours, the site's file, and its first pages.

    palette         colours that can be told apart, from those that somebody chose
    brand_theme     the files of a brand's theme
    site_content    the site's file and its first pages
    text_files      the texts that these begin with
    project         a whole project around them
    added_site      a site beside those that a project has
    answers         what ``init`` and ``new nettsted`` are asked

All is planned as paths and texts; :mod:`project` and :mod:`added_site` alone write.
"""
