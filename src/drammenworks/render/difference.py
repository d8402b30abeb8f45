"""What a change of the content may make of former answers, found out by comparing what was planned.

A site of 10,000 documents has answered 120,000 questions, and most of them are about one document each, or
one address. For those this module has a rule that says when the answer may be another; any other question is
taken to be touched by any change, so that a new kind of question is slow at worst, and never wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from drammenworks.content.library import Library, references
from drammenworks.render.facts import Facts, Question
from drammenworks.render.materials import Materials
from drammenworks.site.page import DocumentSubject, Page
from drammenworks.site.web import Web

_OF_ONE_DOCUMENT = frozenset({"best", "body", "canonical", "meta", "over", "path", "published"})
"""The questions whose answers follow from all versions of the document that they name first."""


class Difference:
    """What is another between two plans of one site, with the same settings of all sites and the same clock.

    "Same clock" means that none of the instants lies between at which the clock alone changes a site.
    """

    def __init__(self, before: Materials, now: Materials) -> None:
        """Compare; documents that were not read again are the same objects."""
        self._pages = now.routes.pages
        self._documents = _changed_documents(before.web.library, now.web.library)
        self._referred_to = {
            target for web in (before.web, now.web) for target in _targets(web.library, self._documents)
        }
        self._altered = _altered(before.routes.pages, now.routes.pages)
        self._moved = _addresses(before.web) != _addresses(now.web) or any(
            before.web.sites(document_id) != now.web.sites(document_id) for document_id in self._documents
        )
        self._rules: dict[str, Callable[..., bool]] = {
            "alternates": self._alternates,
            "breadcrumbs": self._breadcrumbs,
            "link": self._link,
            "page": self._page,
            "referrers": self._referrers,
            **dict.fromkeys(_OF_ONE_DOCUMENT, self._of_document),
        }

    def facts(self, before: Facts, asked: Iterable[Question], now: Materials) -> tuple[Facts, list[Question]]:
        """Return the facts of now, and the former questions that have other answers.

        :param asked: what the pages of before asked; what the facts were asked here, they know.
        """
        touched = {question for question in (*asked, *before.answers) if self._may_touch(question)}
        facts = before.after(now, touched)
        return facts, [question for question in touched if facts.answer(question) != before.answer(question)]

    def _may_touch(self, question: Question) -> bool:
        rule = self._rules.get(question[0])
        return rule is None or rule(*question[1:])

    def _of_document(self, document_id: str, _lang: str) -> bool:
        return document_id in self._documents

    def _page(self, path: str) -> bool:
        return path in self._altered

    def _breadcrumbs(self, path: str) -> bool:
        """They name the document that the page is about."""
        if path in self._altered:
            return True
        page = self._pages.get(path)
        subject = page.subject if page is not None else None
        return isinstance(subject, DocumentSubject) and subject.document_id in self._documents

    def _alternates(self, path: str) -> bool:
        return self._moved or path in self._altered

    def _link(self, _target: str, document_id: str, _lang: str) -> bool:
        """A link starts from a document, and leads to where another one is."""
        return self._moved or document_id in self._documents

    def _referrers(self, document_id: str, _kind: str, _lang: str) -> bool:
        """They are in the order of their own fields."""
        return document_id in self._referred_to


def _changed_documents(before: Library, now: Library) -> set[str]:
    return {
        key[0]
        for key in before.documents.keys() | now.documents.keys()
        if before.documents.get(key) is not now.documents.get(key)
    }


def _targets(library: Library, ids: set[str]) -> Iterator[str]:
    """Yield what any version of these documents refers to."""
    for document_id in ids:
        for lang in library.languages(document_id):
            for target, _ in references(library.documents[document_id, lang]):
                yield target


def _altered(before: Mapping[str, Page], now: Mapping[str, Page]) -> set[str]:
    return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}


def _addresses(web: Web) -> tuple[object, ...]:
    """Return all that says where something is, and what lies in which file."""
    return (
        web.library.ids_by_path,
        {site_id: edition.paths for site_id, edition in web.editions.items()},
        {site_id: routes.pages.keys() for site_id, routes in web.routes.items()},
    )
