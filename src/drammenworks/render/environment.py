"""The Jinja environment of a theme, and what is wrong with its templates."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateSyntaxError,
)

from drammenworks.config import Theme
from drammenworks.engine.recorder import Recorder
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import files as file_rules
from drammenworks.errors.rules import themes as rules
from drammenworks.render.filters import FILTERS

SUFFIX = ".html"


class ThemeEnvironment(Environment):
    """Notes each template that is looked for, found or not, with the page that is being rendered."""

    recorder: Recorder | None = None
    """Of the page at hand; set by whoever renders it. An environment renders one page at a time."""

    made_of: tuple[Theme, Path]

    def __reduce__(self) -> tuple[Any, tuple[Theme, Path]]:
        # Compiled templates stay in their process; another one loads them from the cache.
        return (make_environment, self.made_of)

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:
        if self.recorder is not None:
            self.recorder.note(("template", name))
        return super()._load_template(name, globals)


def make_environment(theme: Theme, cache: Path) -> ThemeEnvironment:
    """Return the environment in which the templates of a theme and of those it extends are found.

    :param cache: the folder that keeps compiled templates between builds.
    """
    cache.mkdir(parents=True, exist_ok=True)
    environment = ThemeEnvironment(
        loader=FileSystemLoader([str(folder) for folder in theme.template_folders]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # A build reads each template once; that it may change meanwhile is the next build's business.
        auto_reload=False,
        cache_size=-1,
        # Compiling takes longer than rendering a small site. Jinja keys what it keeps by the source.
        bytecode_cache=FileSystemBytecodeCache(str(cache)),
    )
    environment.filters.update(FILTERS)
    environment.made_of = (theme, cache)
    return environment


def check_templates(environment: Environment, root: Path) -> list[Finding]:
    """Return a finding for every template that cannot be parsed, whether a page uses it or not."""
    findings = []
    for name in environment.list_templates():
        try:
            environment.get_template(name)
        except TemplateSyntaxError as error:
            location = Location(template_path(error.filename or name, root), error.lineno)
            findings.append(rules.SYNTAX.at(location, reason=(error.message or "").rstrip(".")))
        except UnicodeDecodeError:
            assert isinstance(environment.loader, FileSystemLoader)
            files = (Path(folder, name) for folder in environment.loader.searchpath)
            path = next(str(file) for file in files if file.is_file())
            findings.append(file_rules.NOT_UTF8.at(Location(template_path(path, root))))
    return findings


def template_path(filename: str, root: Path) -> str:
    """Return how a finding names a template's file."""
    path = Path(filename)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else filename
