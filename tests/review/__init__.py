"""What is shown on pull requests."""
