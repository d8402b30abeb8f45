"""Which documents there are, and who refers to whom."""

from __future__ import annotations

from drammenworks.content.document import DocumentKey
from drammenworks.content.graph_queries import languages_of, referrers, summary_of
from drammenworks.render.list_queries import referring
from drammenworks.site.entries import listed
from tests.documents import Plan, document

PROJECT = document("projects/p.md", "lead: kari", "Se [nyheten](article:n#del).")
ENGLISH = document(
    "projects/p.en.md", "title: P", "See [the news](article:n).", original="title: P\nlead: kari"
)
PERSON = document("people/kari.md", "name: Kari", "Leder [prosjektet](project:p) og [seg selv](person:kari).")
NEWS = document("news/n.md", "date: 2026-11-01", "::: video film\n:::")
ALL = (NEWS, PERSON, ENGLISH, PROJECT)


def _referrers(plan: Plan, document_id: str) -> list[DocumentKey]:
    return sorted(referrers(plan.ask, document_id) or ())


def test_references_are_known_both_ways() -> None:
    """Whoever is named knows by whom, from fields, links and boxes, each once."""
    plan = Plan(*ALL)
    assert _referrers(plan, "person/kari") == [("project/p", "en"), ("project/p", "nb")]
    assert _referrers(plan, "project/p") == [("person/kari", "nb")]
    assert _referrers(plan, "article/n") == [("project/p", "en"), ("project/p", "nb")]
    assert _referrers(plan, "video/film") == [("article/n", "nb")]
    assert _referrers(plan, "page/ukjent") == []


def test_references_follow_fields_and_texts() -> None:
    """Those of a document that changed or went, in each language by itself."""
    plan = Plan(*ALL)
    plan.write(document("projects/p.md", "lead: kari", "Ingen nyheter."))
    assert _referrers(plan, "article/n") == [("project/p", "en")]
    plan.remove("project/p", "en")
    assert _referrers(plan, "article/n") == []
    assert _referrers(plan, "person/kari") == [("project/p", "nb")]
    plan.write(document("pages/om.md", "related: [article:n]"))
    assert _referrers(plan, "article/n") == [("page/om", "nb")]


def test_a_page_shows_the_referrers_of_a_kind_that_its_site_publishes() -> None:
    """In the order of the kind's list, each once, in the page's language if possible."""
    plan = Plan(
        *ALL,
        document("projects/a.md", "title: Å\nlead: kari"),
        document("projects/b.md", "title: B\nlead: kari"),
        document("projects/utkast.md", "lead: kari\ndraft: true"),
    )
    projects = referring(plan.ask, "a", "person/kari", "project", "nb")
    assert projects == [("project/b", "nb"), ("project/p", "nb"), ("project/a", "nb")]
    assert [key[0] for key in projects] == list(listed(plan.ask, "a", "project", "nb"))
    assert referring(plan.ask, "a", "person/kari", "project", "en")[1] == ("project/p", "en")
    assert referring(plan.ask, "a", "person/kari", "article", "nb") == []


def test_events_that_refer_to_something_are_ordered_by_the_clock() -> None:
    """The next one first, and those that are over last, the latest first."""
    events = [
        document(f"events/e{day}.md", f"start: 2026-11-{day} 18:00\nrelated: [project:p]")
        for day in (18, 19, 24, 23)
    ]
    plan = Plan(PROJECT, PERSON, NEWS, *events)
    found = [document_id for document_id, _ in referring(plan.ask, "a", "project/p", "event", "nb")]
    assert found == ["event/e23", "event/e24", "event/e19", "event/e18"]
    assert found == list(listed(plan.ask, "a", "event", "nb"))


def test_documents_are_found_by_id_and_language() -> None:
    """The languages are those in which it could be read."""
    plan = Plan(*ALL, broken=["person/ola"])
    found = summary_of(plan.ask, ("project/p", "en"))
    assert found is not None
    assert (found.path, found.title) == ("content/projects/p.en.md", "P")
    assert summary_of(plan.ask, ("project/p", "nn")) is None
    assert languages_of(plan.ask, "project/p") == ("en", "nb")
    assert languages_of(plan.ask, "project/q") == ()
    assert languages_of(plan.ask, "person/ola") == ()


def test_a_reference_to_nothing_is_reported_where_it_stands() -> None:
    """With the nearest name of the same kind, and once although the translation inherits it."""
    wrong = document("projects/q.md", "lead: kary", "Se\n[nyheten](article:m).")
    english = document("projects/q.en.md", "title: Q", original="title: Q\nlead: kary")
    findings = Plan(wrong, english, document("people/kari.md", "name: Kari")).findings("DW301")
    assert [(found.code, str(found.location)) for found in findings] == [
        ("DW301", "content/projects/q.md:3:1"),
        ("DW301", "content/projects/q.md:6:1"),
    ]
    assert findings[0].hint.endswith(" Mente du «kari»?")
    assert findings[1].hint.endswith("lag innholdet først.")


def test_a_reference_is_right_as_soon_as_there_is_what_it_names() -> None:
    """Also when the document that refers was not edited."""
    plan = Plan(document("projects/q.md", "lead: kari"))
    assert len(plan.findings("DW301")) == 1
    plan.write(PERSON)
    assert [finding for finding in plan.findings("DW301") if "/q.md" in finding.location.path] == []
    plan.remove("person/kari")
    assert len(plan.findings("DW301")) == 1


def test_a_reference_to_a_document_that_could_not_be_read_is_no_second_fault() -> None:
    """Its own fault is reported; whoever refers to it is right."""
    assert Plan(PROJECT, broken=["person/kari", "article/n"]).findings("DW301") == []
