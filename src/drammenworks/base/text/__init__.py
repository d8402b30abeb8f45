"""Text for Norwegian readers: slugs, numbers, dates, collation and typography."""
