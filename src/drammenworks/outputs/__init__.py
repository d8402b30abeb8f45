"""The files of a site other than pages: style sheets, assets, redirects, headers, robots.txt."""
