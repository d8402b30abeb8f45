"""What builds on several machines take from each other: encoded files, and the graph with its pages."""
