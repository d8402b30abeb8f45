"""Text as Norwegian readers expect it: slugs, numbers, dates, sorting and typography."""
