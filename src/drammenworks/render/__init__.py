"""From planned pages to HTML: the theme's templates over views that say what they read."""
