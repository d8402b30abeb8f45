"""Typefaces: found among the installed font packages, measured and drawn by HarfBuzz, subset for the web."""
