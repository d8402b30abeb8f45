"""What stands twice in a list, and what was hardly meant."""

from __future__ import annotations

import pytest

from tests.documents import Plan, document, site

TAXONOMIES = "taxonomies: {tags: {nb: /emner/, en: /topics/}}\n"
EVERYTHING = """
  project: {nb: /prosjekter/, en: /projects/}
  event: {nb: /arrangementer/, en: /events/}
  article: {nb: /aktuelt/, en: /news/}
  place: {nb: /steder/, en: /places/}
  person: {nb: /personer/, en: /people/}
  video: {nb: /videoer/, en: /videos/}
  page: {nb: /, en: /}
"""
SITE = site("a", TAXONOMIES, sections=EVERYTHING)
PEOPLE = (document("people/kari.md", "name: Kari"), document("people/ola.md", "name: Ola"))


def _found(path: str, fields: str, *codes: str) -> list[tuple[str, int | None]]:
    plan = Plan(document(path, fields), *PEOPLE, sites=[SITE])
    return [(finding.code, finding.location.line) for finding in plan.findings(*codes)]


def _said(path: str, fields: str, code: str) -> list[str]:
    plan = Plan(document(path, fields), *PEOPLE, sites=[SITE])
    return [finding.message for finding in plan.findings(code)]


NEWS, EVENT, PLACE = "news/n.md", "events/e.md", "places/p.md"


@pytest.mark.parametrize(
    ("path", "fields", "lines"),
    [
        (NEWS, "title: N\ndate: 2026-11-20\ntags: [Kultur, kultur, KULTUR]", [4, 4]),
        (NEWS, "title: N\ndate: 2026-11-20\ntags: [Blåbær, Bla\u030abær]", [4]),
        (NEWS, "title: N\ndate: 2026-11-20\ntags: [Kultur, Kul\u200btur]", [4]),
        (NEWS, "title: N\ndate: 2026-11-20\ntags: [Kultur, Kulturer]", []),
        (NEWS, "title: N\ndate: 2026-11-20\ntags:\n  - Kultur\n  - Natur\n  - kultur", [7]),
        (NEWS, "title: N\ndate: 2026-11-20\npeople: [kari, kari]", [4]),
        (NEWS, "title: N\ndate: 2026-11-20\npeople: [kari, person:kari, person/kari]", [4, 4]),
        (NEWS, "title: N\ndate: 2026-11-20\npeople: [kari, ola]\nauthor: kari", []),
        (NEWS, "title: N\ndate: 2026-11-20\nrelated: [person:kari, 'person/kari', person:ola]", [4]),
        (NEWS, "title: N\ndate: 2026-11-20\nsites: [a, a]", [4]),
        (NEWS, "title: N\ndate: 2026-11-20\nimage: {src: a.jpg, alt: En elv, focal: [0.5, 0.5]}", []),
        ("projects/p.md", "title: P\ngoals: [Flere i jobb, Flere i jobb.]", []),
        ("projects/p.md", "title: P\ngoals: [Flere i jobb, flere i jobb]", [3]),
        ("projects/p.md", "title: P\nlead: kari\npeople: [kari]", []),
        (EVENT, "title: E\nstart: 2027-01-02 10:00\nspeakers: [kari, kari]", [4]),
        (
            EVENT,
            (
                "title: E\nstart: 2027-01-02 10:00\nprogramme:\n- {time: '10:00', title: A, speakers: [kari, kari]}\n"
                "- {time: '11:00', title: B, speakers: [kari]}"
            ),
            [5],
        ),
        (
            PLACE,
            "name: P\ncategory: shop\nopening_hours:\n- {days: [monday, monday], opens: '10:00', closes: '12:00'}",
            [5],
        ),
        (
            PLACE,
            (
                "name: P\ncategory: shop\nexceptions:\n- {date: 2026-12-24, closed: true}\n"
                "- {date: 2026-12-24, opens: '10:00', closes: '12:00'}"
            ),
            [6],
        ),
        (
            "videos/v.md",
            (
                "title: V\nprovider: youtube\nid: abc123DEF45\ncaptions:\n- {lang: nb, src: a.vtt}\n"
                "- {lang: en, src: b.vtt}\n- {lang: nb, src: c.vtt}"
            ),
            [8],
        ),
    ],
)
def test_what_stands_twice_in_a_list_is_told_of(path: str, fields: str, lines: list[int]) -> None:
    """At the second place, whatever the list holds."""
    assert _found(path, fields, "DW253") == [("DW253", line) for line in lines]


@pytest.mark.parametrize("tags", ["C, C++", "Nord-Sør, Nord Sør"])
def test_terms_that_only_share_an_address_are_not_told_of_as_the_same(tags: str) -> None:
    """They are not, and one of them may have to be written in another way."""
    fields = f"title: N\ndate: 2026-11-20\ntags: [{tags}]"
    assert _found(NEWS, fields, "DW253") == []
    assert _found(NEWS, fields, "DW841") == [("DW841", 4)]


def test_a_term_in_two_cases_is_the_same() -> None:
    """It is named as it stands the second time."""
    assert _said(NEWS, "title: N\ndate: 2026-11-20\ntags: [Kultur, kultur]", "DW253") == [
        "Listen «tags» har det samme to ganger: «kultur»."
    ]


def test_a_translation_is_not_told_of_what_it_takes_over() -> None:
    """Its original is."""
    fields = "title: N\ndate: 2026-11-20\nupdated: 2026-11-01\npeople: [kari, kari]"
    plan = Plan(
        document("news/n.md", fields),
        document("news/n.en.md", "title: N", original=fields),
        *PEOPLE,
        sites=[SITE],
    )
    assert [finding.location.path for finding in plan.findings("DW253")] == ["content/news/n.md"]


def _news(name: str, tag: str) -> object:
    return document(f"news/{name}.md", f"title: N\ndate: 2026-11-20\ntags: [{tag}]")


@pytest.mark.parametrize(
    ("tags", "told"),
    [
        (("Kultur", "Kultur", "kultur"), {"c": "Kultur"}),
        (("kultur", "Kultur", "kultur"), {"b": "kultur"}),
        (("C++", "C", "C"), {"a": "C"}),
        (("Øl", "Ol", "Øl"), {"b": "Øl"}),
        (("Kultur", "Natur", "Kulturer"), {}),
        (("Blåbær", "Bla\u030abær", "Blåbær\u200b"), {}),
    ],
)
def test_the_rarer_spelling_of_a_term_is_told_of(tags: tuple[str, ...], told: dict[str, str]) -> None:
    """With the one that more documents have, in whatever order they were read."""
    documents = [_news(name, tag) for name, tag in zip("abc", tags, strict=True)]
    for ordered in (documents, documents[::-1]):
        plan = Plan(sites=[SITE])
        for one in ordered:
            plan.write(one)  # type: ignore[arg-type]
        found = {
            finding.location.path.removeprefix("content/news/")[0]: dict(finding.params)["other"]
            for finding in plan.findings("DW254")
        }
        assert found == told


def test_a_tie_of_spellings_is_decided_by_the_alphabet() -> None:
    """And not by which came first."""
    labels = set()
    for order in ("ab", "ba"):
        plan = Plan(sites=[SITE])
        for name in order:
            plan.write(_news(name, {"a": "KULTUR", "b": "Kultur"}[name]))  # type: ignore[arg-type]
        page = plan.pages()["/emner/kultur/"]
        labels.add(page.subject.label)  # type: ignore[union-attr]
    assert len(labels) == 1


EVENT_30 = "title: E\nstart: 2026-12-30 10:00\n"


@pytest.mark.parametrize(
    ("path", "fields", "lines"),
    [
        (EVENT, EVENT_30 + "registration: {deadline: 2026-12-30 09:00}", []),
        (EVENT, EVENT_30 + "registration: {deadline: 2026-12-30 10:00}", []),
        (EVENT, EVENT_30 + "registration: {deadline: 2026-12-30 10:01}", [4]),
        (EVENT, EVENT_30 + "registration: {deadline: 2027-11-30 12:00}", [4]),
        (EVENT, EVENT_30 + "registration: {deadline: 2026-12-30T09:30Z}", [4]),
        (EVENT, EVENT_30 + "end: 2027-01-30 10:00\nregistration: {deadline: 2027-01-15 12:00}", []),
        (EVENT, EVENT_30 + "end: 2027-01-30 10:00\nregistration: {deadline: 2027-01-30 12:00}", [5]),
        (EVENT, "title: E\nstart: 2026-12-30\nall_day: true\nregistration: {deadline: 2026-12-30 12:00}", []),
        (
            EVENT,
            "title: E\nstart: 2026-12-30\nall_day: true\nregistration: {deadline: 2026-12-31 12:00}",
            [5],
        ),
        (EVENT, EVENT_30 + "programme:\n- {time: '08:00', title: A}\n- {time: '07:00', title: B}", [6]),
        (EVENT, EVENT_30 + "programme:\n- {time: '08:00', title: A}\n- {time: '08:00', title: B}", []),
        (
            EVENT,
            (
                "title: E\nstart: 2026-12-05 22:00\nend: 2026-12-06 02:00\n"
                "programme:\n- {time: '23:00', title: A}\n- {time: '01:00', title: B}"
            ),
            [],
        ),
        (NEWS, "title: N\ndate: 2026-11-20\nupdated: 2026-11-19", [4]),
        (NEWS, "title: N\ndate: 2026-11-20\nupdated: 2026-11-20", []),
        ("pages/p.md", "title: P\nupdated: 2026-11-20", []),
        (
            PLACE,
            "name: P\ncategory: shop\nopening_hours:\n- {days: [monday], opens: '10:00', closes: '10:00'}",
            [5],
        ),
        (
            PLACE,
            "name: P\ncategory: shop\nopening_hours:\n- {days: [monday], opens: '17:00', closes: '09:00'}",
            [5],
        ),
        (
            PLACE,
            "name: P\ncategory: shop\nopening_hours:\n- {days: [friday], opens: '22:00', closes: '02:00'}",
            [],
        ),
        (
            PLACE,
            "name: P\ncategory: shop\nopening_hours:\n- {days: [friday], opens: '18:00', closes: '00:00'}",
            [],
        ),
        (
            PLACE,
            "name: P\ncategory: shop\nexceptions:\n- {date: 2026-12-24, opens: '15:00', closes: '11:00'}",
            [5],
        ),
        (PLACE, "name: P\ncategory: shop\nexceptions:\n- {date: 2026-12-24, closed: true}", []),
    ],
)
def test_what_is_hardly_in_order_is_told_of(path: str, fields: str, lines: list[int]) -> None:
    """It may be right, so it is published."""
    assert _found(path, fields, "DW255") == [("DW255", line) for line in lines]


def test_what_is_out_of_order_is_named_with_both_values() -> None:
    """As they are written, in the time zone of the event."""
    fields = EVENT_30 + "registration: {deadline: 2026-12-30T09:30Z}"
    assert _said(EVENT, fields, "DW255") == [
        "«registration.deadline» (2026-12-30 10:30) er etter «start» (2026-12-30 10:00), og det er neppe riktig."
    ]


@pytest.mark.parametrize(
    ("hours", "lines"),
    [
        (
            "- {days: [monday], opens: '10:00', closes: '12:00'}\n- {days: [monday], opens: '13:00', closes: '16:00'}",
            [],
        ),
        (
            "- {days: [monday], opens: '10:00', closes: '12:00'}\n- {days: [monday], opens: '12:00', closes: '16:00'}",
            [],
        ),
        (
            "- {days: [monday], opens: '10:00', closes: '12:00'}\n- {days: [monday], opens: '09:00', closes: '11:00'}",
            [6],
        ),
        (
            "- {days: [monday, tuesday], opens: '10:00', closes: '12:00'}\n- {days: [tuesday], opens: '11:00', closes: '15:00'}",
            [6],
        ),
        (
            "- {days: [friday], opens: '20:00', closes: '02:00'}\n- {days: [friday], opens: '22:00', closes: '23:00'}",
            [6],
        ),
        (
            "- {days: [friday], opens: '10:00', closes: '12:00'}\n- {days: [monday], opens: '09:00', closes: '11:00'}",
            [],
        ),
    ],
)
def test_opening_hours_of_one_day_that_overlap_are_told_of(hours: str, lines: list[int]) -> None:
    """Once, at the second."""
    fields = f"name: P\ncategory: shop\nopening_hours:\n{hours}"
    assert _found(PLACE, fields, "DW256") == [("DW256", line) for line in lines]


@pytest.mark.parametrize(
    ("geo", "is_told"),
    [
        ("{lat: 59.7423, lon: 10.2045}", False),
        ("{lat: 10.2045, lon: 59.7423}", True),
        ("{lat: 24.9, lon: 70.4}", True),
        ("{lat: 78.2, lon: 15.6}", False),
        ("{lat: 40.7, lon: -74.0}", False),
        ("{lat: 35.7, lon: 139.7}", False),
        ("{lat: 597423, lon: 10.2045}", True),
        ("{lat: 59.7, lon: 1020}", True),
        ("{lat: -91, lon: 0}", True),
    ],
)
def test_a_position_that_is_hardly_meant_is_told_of(geo: str, is_told: bool) -> None:
    """With latitude and longitude swapped, or nowhere on earth."""
    expected = [("DW257", 4)] if is_told else []
    assert _found(PLACE, f"name: P\ncategory: shop\ngeo: {geo}", "DW257") == expected


@pytest.mark.parametrize(
    ("path", "fields", "said"),
    [
        (NEWS, f"title: {'n' * 200}\ndate: 2026-11-20", []),
        (NEWS, f"title: {'n' * 201}\ndate: 2026-11-20", ["«title» er på 201 tegn"]),
        (NEWS, f"title: {'ord ' * 3000}ord\ndate: 2026-11-20", ["«title» er på 12003 tegn"]),
        (PLACE, f"name: {'n' * 300}\ncategory: shop", ["«name» er på 300 tegn"]),
        (PLACE, f"name: P\ntitle: {'n' * 300}\ncategory: shop", ["«title» er på 300 tegn"]),
        (PLACE, f"name: {'n' * 300}\ntitle: P\ncategory: shop", []),
    ],
)
def test_a_title_that_is_a_text_is_told_of(path: str, fields: str, said: list[str]) -> None:
    """No list, search result or social card has room for it; the longest headlines have 120 characters."""
    assert [message.partition(".")[0] for message in _said(path, fields, "DW244")] == said
