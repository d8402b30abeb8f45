"""Images: probe headers, plan sizes and formats, decode, scale, encode and cache."""
