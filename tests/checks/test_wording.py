"""Notes to editors, doubled words, the other Norwegian, and words with two endings."""

from __future__ import annotations

import pytest

from drammenworks.checks.prose.endings import check_endings, endings
from drammenworks.checks.prose.passage import body_passages
from drammenworks.checks.prose.wording import check_wording


def _codes(body: str, lang: str = "nb") -> list[str]:
    passages = body_passages(body, path="a.md", first_line=1, lang=lang)
    return [finding.code for passage in passages for finding in check_wording(passage)]


@pytest.mark.parametrize(
    ("body", "lang"),
    [
        ("## Til redaksjonen\n\nHusk bildet.", "nb"),
        ("TODO: bilde", "nb"),
        ("[Sett inn telefonnummer]", "nb"),
        ("Adressen fylles inn senere.", "nb"),
        ("E-post kommer før nettstedet tas i bruk.", "nb"),
        ("Siden er et eksempel til redaksjonen.", "nb"),
        ("Lorem ipsum dolor sit amet.", "nb"),
        ("The address will be filled in later.", "en"),
        ("This page is an example for the editors.", "en"),
    ],
)
def test_a_note_to_those_who_write_the_page_is_told(body: str, lang: str) -> None:
    """Everybody can read it."""
    assert _codes(body, lang) == ["DW465"]


@pytest.mark.parametrize(
    "body",
    [
        "Skriv til redaksjonen på mandag.",
        "Redaksjonen svarer før helga.",
        "Skjemaet fylles inn på nett.",
        "Legg inn ordren før fredag.",
        "Toget går før åtte.",
    ],
)
def test_what_readers_are_asked_is_no_note(body: str) -> None:
    """They may write to the editors, and fill in forms."""
    assert _codes(body) == []


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("Kaffe og og kaker.", ["DW466"]),
        ("Kaffe og\nog kaker.", ["DW466"]),
        ("Hele prosjektet prosjektet er ferdig.", ["DW466"]),
        ("Vi har en En-til-en-samtale.", []),
        ("Det det gjelder, er tid.", []),
        ("Aldri aldri mer.", []),
        ("Først kaffe, kaffe og kaker.", []),
        ("med `med` og «og»", []),
    ],
)
def test_a_word_that_stands_twice_is_told(body: str, codes: list[str]) -> None:
    """Where it is never meant."""
    assert _codes(body) == codes


@pytest.mark.parametrize(
    ("body", "lang", "codes"),
    [
        ("Vi veit ikkje kva som skjer.", "nb", ["DW467"]),
        ("Vi vet ikke hva som skjer.", "nn", ["DW467"]),
        ("Visa «Eg veit» er kjent.", "nb", []),
        ("Laget Frå Kva er her.", "nb", []),
        ("[Vi veit ikkje kva]{lang=nn} sa hun.", "nb", []),
        ("Vi vet ikke hva som skjer.", "nb", []),
        ("Vi veit ikkje kva som skjer.", "nn", []),
    ],
)
def test_the_other_norwegian_is_told(body: str, lang: str, codes: list[str]) -> None:
    """By two different words at least: one may be a name."""
    assert _codes(body, lang) == codes


def _endings(*bodies: str) -> list[str]:
    words = [
        word
        for number, body in enumerate(bodies)
        for passage in body_passages(body, path=f"{number}.md", first_line=1, lang="nb")
        for word in endings(passage)
    ]
    return [f"{found.location} {dict(found.params)['text']}" for found in check_endings(words)]


def test_the_rarer_of_two_endings_is_told_wherever_it_is() -> None:
    """Both are right; but not in turn."""
    assert _endings("Vi gikk ned gata.", "Bak gaten er gata.", "Langs gata.") == ["1.md:1:5 gaten"]


def test_a_compound_has_the_ending_of_its_last_part() -> None:
    """«Lakseelven» is another elv than «elva»."""
    assert _endings("Byen ved lakseelva.", "Elva er stille.", "Fiske i lakseelven.") == ["2.md:1:9 elven"]


def test_of_two_endings_that_are_as_frequent_the_short_one_stays() -> None:
    """So that the same is told whatever the order of files."""
    assert _endings("Døren er åpen.", "Døra er åpen.") == ["0.md:1:1 døren"]


@pytest.mark.parametrize(
    "bodies",
    [
        ("Gata og elva og uka.",),
        ("Gaten og elva.",),
        ("Bruken av duken.", "Bruka av kommunen."),
        ("Ingen vet det.", "Foreningen er gammel."),
        ("Direktøren ville.", "Ambassadøren kom.", "Døra er åpen."),
    ],
)
def test_other_words_have_no_two_endings(bodies: tuple[str, ...]) -> None:
    """Each word by itself: «gaten» beside «elva» is one writer’s Norwegian."""
    assert _endings(*bodies) == []
