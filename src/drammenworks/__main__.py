"""``python -m drammenworks``."""

import sys

try:
    from drammenworks.cli import main
except KeyboardInterrupt:
    # Ctrl-C while the program is loaded ends it as later.
    sys.exit(130)

if __name__ == "__main__":
    main()
