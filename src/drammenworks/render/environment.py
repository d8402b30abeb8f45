"""The Jinja environment of a theme, and what is wrong with its templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from drammenworks.config import Theme
from drammenworks.config.theme import TemplateFile
from drammenworks.content.graph_queries import located_site
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import files as file_rules
from drammenworks.errors.rules import themes as rules
from drammenworks.render.filters import FILTERS
from drammenworks.render.page_context import PageContext
from drammenworks.render.template_cache import CompiledTemplates
from drammenworks.site.list_pages import FEED
from drammenworks.site.themes import template as template_query
from drammenworks.site.themes import theme as theme_query

SUFFIX = ".html"


class _Template(Template):
    """Is run anew by each page that imports it, and says in which contexts it is run.

    Jinja runs a template that is imported without context once for all pages. Then the first page alone
    would note what it asks for, and what it holds would be shared between pages.
    """

    environment: ThemeEnvironment

    def new_context(
        self,
        vars: dict[str, Any] | None = None,
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,
    ) -> Context:
        context = super().new_context(vars, shared, locals)
        self.environment.contexts.append(context)
        return context

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        self._module = None
        return super()._get_default_module(ctx)


class _Loader(BaseLoader):
    """Hands out the templates as they were when their theme was loaded."""

    def __init__(self, templates: Mapping[str, TemplateFile]) -> None:
        self._templates = templates

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        if template not in self._templates:
            raise TemplateNotFound(template)
        file = self._templates[template]
        return file.data.decode(), str(file.path), None

    def list_templates(self) -> list[str]:
        return sorted(self._templates)


class ThemeEnvironment(Environment):
    """Notes each template that is looked for, found or not, with the page that is being rendered."""

    template_class = _Template

    page_context: PageContext | None = None
    """Of the page at hand. An environment renders one page at a time."""

    contexts: list[Context]
    """In which the templates of the page at hand are run."""

    made_of: tuple[Theme, Path]

    def __reduce__(self) -> tuple[Any, tuple[Theme, Path]]:
        # Compiled templates stay in their process; another one loads them from the cache.
        return (make_environment, self.made_of)

    @contextmanager
    def page(self, context: PageContext) -> Iterator[None]:
        """Render a page in the block."""
        self.page_context = context
        self.contexts = []
        try:
            yield
        finally:
            self.page_context = None
            # The names of a page lead back to its context, and macros to the context that holds them. Such a
            # ring is freed by the garbage collector alone, which took 70 µs a page to find it.
            context.names.clear()
            for run in self.contexts:
                run.vars.clear()

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what the names of a template mean that no page gives it."""
        # Each context copies them, which takes ten times as long from Jinja's chain of two mappings.
        return {**self.globals, **(d or {})}

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:
        if self.page_context is not None:
            template_query(self.page_context.ask, self.page_context.site_id, name)
        return super()._load_template(name, globals)


def make_environment(theme: Theme, cache: Path) -> ThemeEnvironment:
    """Return the environment in which the templates of a theme and of those it extends are found.

    :param cache: the folder that keeps compiled templates between builds.
    """
    environment = ThemeEnvironment(
        loader=_Loader(theme.templates),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # That a template may change meanwhile is the next build's business.
        auto_reload=False,
        cache_size=-1,
        # Compiling takes longer than rendering a small site.
        bytecode_cache=CompiledTemplates(cache),
    )
    environment.filters.update(FILTERS)
    # They say something else each time.
    del environment.globals["lipsum"], environment.filters["random"]
    environment.contexts = []
    environment.made_of = (theme, cache)
    return environment


@CATALOGUE.query(is_root=True)
def template_findings(ask: QueryContext, site_id: str) -> tuple[Finding, ...]:
    """What is wrong with the templates of a site's theme, whether a page uses them or not."""
    workspace: Workspace = ask.environment
    site, theme = located_site(ask, site_id), theme_query(ask, site_id).theme
    if site is None or theme is None:
        return ()
    findings: list[Finding] = []
    if site.feeds and FEED not in theme.templates:
        findings.append(rules.NO_FEED.at(site.at("feeds"), theme=theme.name))
    environment = make_environment(theme, workspace.templates_folder)
    return tuple(findings + check_templates(environment, workspace.root))


def check_templates(environment: ThemeEnvironment, root: Path) -> list[Finding]:
    """Return a finding for every template that cannot be parsed, whether a page uses it or not."""
    findings = []
    for name in environment.list_templates():
        try:
            environment.get_template(name)
        except TemplateSyntaxError as error:
            location = Location(template_path(error.filename or name, root), error.lineno)
            findings.append(rules.SYNTAX.at(location, reason=(error.message or "").rstrip(".")))
        except UnicodeDecodeError:
            theme, _ = environment.made_of
            path = str(theme.templates[name].path)
            findings.append(file_rules.NOT_UTF8.at(Location(template_path(path, root))))
    return findings


def template_path(filename: str, root: Path) -> str:
    """Return how a finding names a template's file."""
    path = Path(filename)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else filename
