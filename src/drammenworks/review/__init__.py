"""What is shown on a pull request: its preview on a branch, and a comment. All of it may be a stranger's."""
