"""The command line: arguments, exit codes, printing. The only package that prints or exits."""

from drammenworks.cli.main import main, run

__all__ = ["main", "run"]
