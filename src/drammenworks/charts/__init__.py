"""Charts and tables as plain values, and how charts are drawn as SVG. Knows no content and no site."""
