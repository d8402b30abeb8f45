"""What differs for a reader between two published outputs: pages, texts, addresses, files."""
