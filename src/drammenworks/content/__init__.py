"""The content: found on disk, parsed, validated and gathered in a library. One stage a module.

discover → frontmatter → models → markdown → library
"""
