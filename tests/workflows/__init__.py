"""The workflows: what they may do, and what their steps do."""
