"""The pictures of both sites, drawn by code: `python -m illustrations` writes the raster masters.

A picture is a function from a `Scene` to layers of SVG; the brand modules list them in order.
"""
