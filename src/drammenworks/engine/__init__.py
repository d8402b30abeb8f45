"""The build engine: what a job reads, and how its results are published. Knows no Markdown and no site."""
