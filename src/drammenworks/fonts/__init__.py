"""Typefaces: found in installed font packages, shaped by HarfBuzz, and subset for the web."""
