"""The admin page: an empty page that loads Sveltia CMS from the npm packages beside it."""

from __future__ import annotations

PATH = "admin/index.html"

_PAGE = """\
<!doctype html>
<html lang="nb">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Innholdet</title>
<link rel="icon" href="data:,">
<link rel="cms-config-url" type="text/yaml" href="config.yml">
</head>
<body>
<noscript>Denne siden trenger JavaScript.</noscript>
<script src="node_modules/@sveltia/cms/dist/sveltia-cms.js"></script>
</body>
</html>
"""


def admin_page() -> str:
    """Return the text of admin/index.html."""
    return _PAGE
