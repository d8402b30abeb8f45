"""``python -m drammenworks``."""

from drammenworks.cli import main

if __name__ == "__main__":
    main()
