"""The Jinja environment of a theme, and what is wrong with its templates."""

from __future__ import annotations

import re
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
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from drammenworks.config import Theme
from drammenworks.config.theme import TemplateFile
from drammenworks.content.graph_queries import located_site
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import files as file_rules
from drammenworks.errors.rules import themes as rules
from drammenworks.render.filters import FILTERS
from drammenworks.render.page_functions import page_functions
from drammenworks.render.render_context import RenderContext
from drammenworks.render.template_cache import CompiledTemplates
from drammenworks.site.feeds import ATOM
from drammenworks.site.themes import template as template_query
from drammenworks.site.themes import theme as theme_query

SUFFIX = ".html"
PDF = "document.typ"
"""The Typst file of a theme that PDFs are set by."""

_SPECIAL = re.compile("[&<>\"']")
"""What has to be escaped in HTML."""


class _Context(Context):
    """Calls in templates, which are a third of all work, without asking each time what a callable wants.

    Of what templates can call, macros alone take anything from the context.
    """

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called(self.eval_ctx, *args, **kwargs) if type(called) is Macro else called(*args, **kwargs)


def _escape(value: Any) -> str:
    """Return what a template writes as HTML.

    Templates join what they write, so that it need not be markup; making that of each word takes longer than
    escaping it.
    """
    kind = type(value)
    if kind is Markup or (kind is str and _SPECIAL.search(value) is None):
        return value  # type: ignore[no-any-return]
    return escape(value)


class _Template(Template):
    """Says in which contexts it is run, and what it imports.

    Jinja runs a template that is imported without context once for all pages. It can ask nothing then, since
    no page would have recorded it; but every page that uses it has to record which templates it imported.
    """

    environment: ThemeEnvironment

    @classmethod
    def _from_namespace(
        cls, environment: Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]
    ) -> Template:
        namespace["escape"] = _escape
        return super()._from_namespace(environment, namespace, globals)

    imported: tuple[str, ...] = ()
    """The names of the templates that were looked for when it was run without context."""

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
        environment = self.environment
        if self._module is None:
            with environment.running_once() as looked_for:
                module = super()._get_default_module()
            self._module, self.imported = module, tuple(dict.fromkeys(looked_for))
        for name in self.imported:
            environment.note_template(name)
        return self._module


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

    context_class = _Context
    template_class = _Template

    page_context: RenderContext | None = None
    """Of the page at hand, or of the fragment that is rendered for it; there is one at a time."""

    contexts: list[Context]
    """In which the templates of the page or fragment are run."""

    looked_for: list[str] | None = None
    """The templates that are looked for while one is run without context."""

    _found: dict[str, Template]
    """The templates that were found, by name: Jinja's own cache takes three times as long."""

    made_of: tuple[Theme, Path]

    def __reduce__(self) -> tuple[Any, tuple[Theme, Path]]:
        # Compiled templates stay in their process; another one loads them from the cache.
        return (make_environment, self.made_of)

    @contextmanager
    def rendering(self, context: RenderContext) -> Iterator[None]:
        """Render a page in the block, or a fragment while a page is rendered."""
        outer = self.page_context, self.contexts
        self.page_context, self.contexts = context, []
        try:
            yield
        finally:
            runs = self.contexts
            self.page_context, self.contexts = outer
            # The names of a page lead back to its context, and macros to the context that holds them. Such a
            # ring is freed by the garbage collector alone, which took 70 µs a page to find it.
            context.names.clear()
            for run in runs:
                run.vars.clear()

    @contextmanager
    def running_once(self) -> Iterator[list[str]]:
        """Run a template without context in the block, and list the templates that it looks for."""
        outer = self.page_context, self.contexts, self.looked_for
        # Its context lasts as long as it does.
        self.page_context, self.contexts, self.looked_for = None, [], []
        try:
            yield self.looked_for
        finally:
            self.page_context, self.contexts, self.looked_for = outer

    def note_template(self, name: str) -> None:
        """Note that a template was looked for, found or not."""
        if self.looked_for is not None:
            self.looked_for.append(name)
        elif self.page_context is not None:
            template_query(self.page_context.ask, self.page_context.site_id, name)

    def current(self) -> RenderContext:
        """Return the page or fragment at hand.

        :raises ValueError: if a template is run without any.
        """
        if self.page_context is None:
            raise ValueError(
                "en mal som hentes inn uten «with context», kan bare bruke t, image, asset og svg i makroer"
            )
        return self.page_context

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what the names of a template mean that no page gives it."""
        # Each context copies them, which takes ten times as long from Jinja's chain of two mappings.
        return {**self.globals, **(d or {})}

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """Return a template; see :meth:`Environment.get_template`."""
        found = self._found.get(name) if isinstance(name, str) else None
        if found is None:
            found = super().get_template(name, parent, globals)
            if isinstance(name, str):
                self._found[name] = found
        else:
            self.note_template(found.name or "")
        return found

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:
        self.note_template(name)
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
    environment.globals.update(page_functions(environment.current))
    # They say something else each time.
    del environment.globals["lipsum"], environment.filters["random"]
    environment.contexts = []
    environment._found = {}
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
    if site.feeds and ATOM not in theme.templates:
        findings.append(rules.NO_FEED.at(site.at("feeds"), theme=theme.name))
    if site.pdfs and PDF not in theme.typst:
        findings.append(rules.NO_TYPST.at(site.at("pdfs"), theme=theme.name))
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
