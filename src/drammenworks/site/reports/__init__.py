"""What reports say in figures, as every rendering of them shows it."""
