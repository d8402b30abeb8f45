"""Pictures: measured by their headers, planned in sizes and formats, encoded once and kept."""
