"""The files of a site that are no pages: style sheets and assets, redirects, headers, robots.txt."""
