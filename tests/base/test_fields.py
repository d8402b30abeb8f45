"""The types of fields: the field decides what its text means."""

from __future__ import annotations

import contextlib
import posixpath
import time as clock
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from drammenworks.base import fields
from drammenworks.base.fields import DayOrMoment, PartialDate, excerpt, foreign_file

NBSP = "\N{NO-BREAK SPACE}"


def _read(field: Any, value: object) -> Any:
    return TypeAdapter(field).validate_python(value, context={"lang": "nb"})


def _code(field: Any, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        _read(field, value)
    [error] = caught.value.errors()
    return str(error["ctx"]["code"])


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (fields.Boolean, "true", True),
        (fields.Boolean, "false", False),
        (fields.Integer, "2017", 2017),
        (fields.Integer, "-5", -5),
        (fields.Integer, "007", 7),
        (fields.Count, "12", 12),
        (fields.Year, "2017", 2017),
        (fields.Number, "1250", 1250),
        (fields.Number, "-12.5", -12.5),
        (fields.Date, "2026-11-21", date(2026, 11, 21)),
        (fields.Date, "2024-02-29", date(2024, 2, 29)),
        (fields.Moment, "2026-11-21 18:00", datetime(2026, 11, 21, 18)),
        (fields.Moment, "2026-11-21T18:00:30", datetime(2026, 11, 21, 18, 0, 30)),
        (fields.Moment, "2026-11-21T18:00Z", datetime(2026, 11, 21, 18, tzinfo=UTC)),
        (fields.Moment, "2026-11-21T18:00:00.000Z", datetime(2026, 11, 21, 18, tzinfo=UTC)),
        (
            fields.Moment,
            "2026-11-21 18:00+01:00",
            datetime(2026, 11, 21, 18, tzinfo=timezone(timedelta(hours=1))),
        ),
        (fields.Clock, "18:00", time(18)),
        (fields.Clock, "09:30", time(9, 30)),
        (fields.Clock, "9.30", time(9, 30)),
        (fields.Duration, "3:20", timedelta(minutes=3, seconds=20)),
        (fields.Duration, "90:00", timedelta(minutes=90)),
        (fields.Duration, "1:05:00", timedelta(hours=1, minutes=5)),
        (fields.EventTime, "2026-11-21", DayOrMoment(date(2026, 11, 21), None)),
        (
            fields.EventTime,
            "2026-11-21 18:00",
            DayOrMoment(date(2026, 11, 21), datetime(2026, 11, 21, 18)),
        ),
        (fields.Period, "2017", PartialDate(2017)),
        (fields.Period, "2017-09", PartialDate(2017, 9)),
        (fields.Period, "2017-09-01", PartialDate(2017, 9, 1)),
        (fields.Timezone, "Europe/Oslo", ZoneInfo("Europe/Oslo")),
        (fields.Url, "https://nfdr.no/å?a[]=b&c=d#e", "https://nfdr.no/å?a[]=b&c=d#e"),
        (fields.Url, "http://localhost.test:8000", "http://localhost.test:8000"),
        (
            fields.Url,
            "https://en.wikipedia.org/wiki/Hobson's_choice",
            "https://en.wikipedia.org/wiki/Hobson's_choice",
        ),
        (fields.Url, "https://a.no/!$&'()*+,;=:@-._~%20", "https://a.no/!$&'()*+,;=:@-._~%20"),
        (fields.Url, "https://a.no?a='b'&c=(d)#e'f", "https://a.no?a='b'&c=(d)#e'f"),
        (fields.Url, "Https://A.No/Sti", "https://a.no/Sti"),
        (fields.Url, "HTTPS://WWW.BLÅBÆR.NO", "https://www.blåbær.no"),
        (fields.Url, "http://xn--blbr-roah.no:8080/x", "http://xn--blbr-roah.no:8080/x"),
        (fields.Url, "https://пример.рф/путь", "https://пример.рф/путь"),
        (fields.Url, "https://Bruker:Ord@A.no/", "https://Bruker:Ord@a.no/"),
        (fields.Url, "https://192.0.2.1/", "https://192.0.2.1/"),
        (fields.Url, f"https://a.no/{NBSP}", "https://a.no/"),
        (fields.Email, "o'brien@example.org", "o'brien@example.org"),
        (fields.Email, "post@blåbær.no", "post@blåbær.no"),
        (fields.Email, "post@example.xn--p1ai", "post@example.xn--p1ai"),
        (fields.Phone, f"32{NBSP}00{NBSP}00{NBSP}00", "32 00 00 00"),
        (fields.Phone, "+47\u202f32\u202f00\u202f00\u202f00", "+47 32 00 00 00"),
        (fields.Phone, "32\u200900\u200700 00", "32 00 00 00"),
        (fields.Email, "kari@nfdr.no", "kari@nfdr.no"),
        (fields.Phone, "+47 32 00 00 00", "+47 32 00 00 00"),
        (fields.Slug, "arsrapport-2017", "arsrapport-2017"),
        (fields.Alias, "/aktuelt/gammel_tittel.html", "/aktuelt/gammel_tittel.html"),
        (fields.Alias, "/årsmøte/2017/", "/årsmøte/2017/"),
        (fields.Alias, "/a" * 400, "/a" * 400),
        (fields.Alias, f"/{'a' * 255}/", f"/{'a' * 255}/"),
        (fields.Slug, "a" * 255, "a" * 255),
        (fields.Slug, "con-1", "con-1"),
        (fields.Slug, "com10", "com10"),
        (fields.Alias, "/konsert/auxiliary/", "/konsert/auxiliary/"),
        (fields.Term, "ord " * 60 + "ord", "ord " * 60 + "ord"),
        (fields.Alias, "/a..b/.well-known", "/a..b/.well-known"),
        (fields.TemplateName, "home", "home"),
        (fields.MediaPath, "/media/bilde å.jpg", "/media/bilde å.jpg"),
        (fields.MediaPath, "tall.csv", "tall.csv"),
        (fields.FocalPoint, ["0.5", "1"], (0.5, 1.0)),
        (fields.Text, "  Kari  ", "Kari"),
        (fields.Prose, '12 % av "alle"', f"12{NBSP}% av «alle»"),
        (fields.Term, "Næring", "Næring"),
    ],
)
def test_text_becomes_the_value_that_its_field_is_for(field: Any, text: object, value: object) -> None:
    """A field turns the text that fits it into its value."""
    assert _read(field, text) == value


UTC_18 = datetime(2026, 11, 21, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-21 18:00", datetime(2026, 11, 21, 18)),
        ("2026-11-21t18:00", datetime(2026, 11, 21, 18)),
        ("2026-11-21T18:00:00", datetime(2026, 11, 21, 18)),
        ("2026-11-21T18:00:00.000", datetime(2026, 11, 21, 18)),
        ("2026-11-21T18:00:00.500", datetime(2026, 11, 21, 18, 0, 0, 500_000)),
        ("2026-11-21T18:00:00,5", datetime(2026, 11, 21, 18, 0, 0, 500_000)),
        ("2026-11-21T18:00:00.123456789Z", UTC_18.replace(microsecond=123456)),
        ("2026-11-21T18:00:00.000Z", UTC_18),
        ("2026-11-21T18:00Z", UTC_18),
        ("2026-11-21t18:00:00z", UTC_18),
        ("2026-11-21 18:00 Z", UTC_18),
        ("2026-11-21T18:00:00+00:00", UTC_18),
        ("2026-11-21T18:00:00-00:00", UTC_18),
        ("2026-11-21T19:00:00+0100", UTC_18),
        ("2026-11-21T19:00+01", UTC_18),
        ("2026-11-21 19:00 +01:00", UTC_18),
        ("2026-11-21 13:00:00.0-0500", UTC_18),
        ("2026-11-21T23:30:00.000+0530", UTC_18),
    ],
)
def test_moments_are_read_alike_by_all_fields(text: str, moment: datetime) -> None:
    """As RFC 3339, ISO 8601 and the exports of calendars write them; the start of an event too."""
    assert _read(fields.Moment, text) == moment
    assert (_read(fields.Moment, text).tzinfo is None) == (moment.tzinfo is None)
    assert _read(fields.EventTime, text) == DayOrMoment(date(2026, 11, 21), moment)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21T18",
        "2026-11-21 18:00:60",
        "2026-11-21 24:00",
        "2026-11-21 18:00 CET",
        "2026-11-21 18:00+24:00",
        "2026-11-21 18:00+01:60",
        "2026-11-21 18:00:00.",
        "2026-11-21 18:00:00.0000000000",
        "2026-11-21  18:00",
        "2026-11-31 18:00",
        "0026-11-21 18:00",
        "9999-12-31 18:00",
    ],
)
def test_what_is_no_moment_is_none_in_any_field(text: str) -> None:
    """Neither for publishing nor as the start of an event."""
    assert _code(fields.Moment, text) == _code(fields.EventTime, text) == "DW210"


@pytest.mark.parametrize(
    "text", ["Blåbær", "Bla\u030abær", "Blåbær\u200b", "\ufeffBlåbær", " Blåbær\u00a0 ", "Blå\u00adbær"]
)
def test_a_term_is_the_same_however_it_was_typed(text: str) -> None:
    """Composed, and without what nobody sees."""
    assert _read(fields.Term, text) == "Blåbær"


def test_blanks_in_a_term_are_single_ones() -> None:
    """A hard blank and a doubled one look like one."""
    assert _read(fields.Term, "Lokal\u00a0 handel") == "Lokal handel"


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        (fields.Date, "0026-11-20", "DW209"),
        (fields.Period, "0026", "DW213"),
        (fields.Term, "\u200b", "DW220"),
        (fields.Boolean, "no", "DW206"),
        (fields.Boolean, "True", "DW206"),
        (fields.Integer, "1 000", "DW207"),
        (fields.Integer, "12.0", "DW207"),
        (fields.Integer, "9" * 5000, "DW207"),
        (fields.Integer, "٣", "DW207"),
        (fields.Count, "0", "DW234"),
        (fields.Count, "-1", "DW234"),
        (fields.Year, "0150", "DW285"),
        (fields.Year, "3000", "DW285"),
        (fields.Year, "17", "DW285"),
        (fields.Decimals, "5", "DW285"),
        (fields.Decimals, "to", "DW285"),
        (fields.Decimals, "-1", "DW285"),
        (fields.Number, "1,5", "DW208"),
        (fields.Number, "1e9", "DW208"),
        (fields.Number, "nan", "DW208"),
        (fields.Date, "2026-13-40", "DW209"),
        (fields.Date, "2026-02-29", "DW209"),
        (fields.Date, "0000-01-01", "DW209"),
        (fields.Date, "20261121", "DW209"),
        (fields.Date, "2026-11-21 18:00", "DW209"),
        (fields.Moment, "2026-11-21", "DW210"),
        (fields.Moment, "2026-11-21 25:00", "DW210"),
        (fields.Moment, "2026-11-21 18:00+25:00", "DW210"),
        (fields.Clock, "24:00", "DW211"),
        (fields.Clock, "1080", "DW211"),
        (fields.Clock, "18:60", "DW211"),
        (fields.Duration, "3", "DW214"),
        (fields.Duration, "3:60", "DW214"),
        (fields.Duration, "1:60:00", "DW214"),
        (fields.EventTime, "9999-12-31", "DW210"),
        (fields.EventTime, "0001-01-01 00:00", "DW210"),
        (fields.EventTime, "2026-02-30", "DW210"),
        (fields.Period, "2017-13", "DW213"),
        (fields.Period, "0000", "DW213"),
        (fields.Timezone, "Europe/Olso", "DW243"),
        (fields.Timezone, "Europe", "DW243"),
        (fields.Timezone, "../../../etc/passwd", "DW243"),
        (fields.Timezone, "", "DW243"),
        (fields.Url, "www.nfdr.no", "DW215"),
        (fields.Url, "javascript:alert(1)", "DW215"),
        (fields.Url, "https://nfdr", "DW215"),
        (fields.Url, "https://a b.no", "DW215"),
        (fields.Url, 'https://a.no/"onclick="', "DW215"),
        (fields.Url, "https://[a.no", "DW215"),
        (fields.Url, "https://a.no:port/", "DW215"),
        (fields.Url, "https://a'b.no/", "DW215"),
        (fields.Url, "https://a.no'/onclick='x", "DW215"),
        (fields.Url, "https://a.no/<b>", "DW215"),
        (fields.Url, "HTTP:/a.no", "DW215"),
        (fields.Url, "https://a.no:99999/", "DW215"),
        (fields.Url, "https://a℀.no", "DW215"),
        (fields.Email, "kari", "DW216"),
        (fields.Email, "kari@nfdr", "DW216"),
        (fields.Phone, "ring", "DW217"),
        (fields.Slug, "", "DW226"),
        (fields.Slug, "-a", "DW226"),
        (fields.Slug, "a/b", "DW226"),
        *((fields.Slug, name, "DW242") for name in ("con", "nul", "aux", "prn", "com1", "lpt9")),
        *(
            (fields.Alias, path, "DW242")
            for path in ("/con/", "/a/NUL", "/aux.html", "/a./b/", "/x/Com1.htm")
        ),
        *((fields.Term, term, "DW242") for term in ("Con", "AUX!", "com 1".replace(" ", ""))),
        (fields.Slug, "a" * 256, "DW240"),
        (fields.Alias, f"/{'a' * 256}/", "DW240"),
        (fields.Alias, f"/a/{'å' * 128}", "DW240"),
        (fields.Alias, f"/{'a' * 256}.html", "DW240"),
        (fields.Alias, "/ab" * 1500, "DW240"),
        (fields.Alias, "/a" * 401, "DW240"),
        (fields.Term, "ord " * 70, "DW240"),
        (fields.Term, "æ" * 128, "DW240"),
        (fields.Alias, "/", "DW227"),
        (fields.Alias, "/..", "DW227"),
        (fields.Alias, "/a/../b", "DW227"),
        (fields.Alias, "/a//b", "DW227"),
        (fields.Alias, "/a\\b", "DW227"),
        (fields.Alias, "/a?b", "DW227"),
        (fields.Alias, "a/b", "DW227"),
        (fields.TemplateName, "../layout", "DW229"),
        (fields.TemplateName, "directives/facts", "DW229"),
        (fields.MediaPath, "../a.jpg", "DW228"),
        (fields.MediaPath, "a/../b.jpg", "DW228"),
        (fields.MediaPath, "//host/a.jpg", "DW261"),
        (fields.MediaPath, "C:\\a.jpg", "DW262"),
        (fields.MediaPath, "https://a.no/a.jpg", "DW261"),
        (fields.MediaPath, ".skjult/a.jpg", "DW228"),
        (fields.FocalPoint, ["0.5"], "DW219"),
        (fields.FocalPoint, ["0.5", ["0.5"]], "DW219"),
        (fields.FocalPoint, ["nan", "0"], "DW219"),
        (fields.FocalPoint, "0.5, 0.5", "DW219"),
        (fields.Text, "   ", "DW220"),
        (fields.Prose, "", "DW220"),
        (fields.Term, "", "DW220"),
        (fields.Term, "🎉!", "DW233"),
    ],
)
def test_text_that_does_not_fit_is_refused(field: Any, text: object, code: str) -> None:
    """A field refuses what it cannot mean, by the code of its own rule."""
    assert _code(field, text) == code


ALL = [value for name, value in vars(fields).items() if name[0].isupper() and hasattr(value, "__metadata__")]


@pytest.mark.parametrize("field", ALL)
@pytest.mark.parametrize("value", [None, [], {}, ["a", None], {"a": "b"}])
def test_what_is_no_text_is_refused(field: Any, value: object) -> None:
    """A list, a mapping or nothing is never taken for text, and never a fault of ours."""
    assert _code(field, value).startswith("DW2")


@pytest.mark.parametrize("field", ALL)
@given(value=st.text(max_size=30))
def test_any_text_is_a_value_or_breaks_a_rule(field: Any, value: str) -> None:
    """Whatever is typed in a field, nothing but its value or a broken rule comes of it."""
    kinds = ["rule"]
    try:
        _read(field, value)
    except ValidationError as error:
        kinds = [found["type"] for found in error.errors()]
    assert kinds == ["rule"]


@given(st.from_regex(r"[/.\\~a-z:å%-]{1,12}", fullmatch=True))
def test_no_alias_leaves_the_output_folder(text: str) -> None:
    """The file of an accepted alias lies under the site's folder, and nowhere else."""
    try:
        alias = _read(fields.Alias, text)
    except ValidationError:
        return
    path = posixpath.normpath(posixpath.join("/output/a", alias.lstrip("/")))
    assert path.startswith("/output/a/")
    assert "\\" not in alias
    assert alias.startswith("/")
    assert not alias.startswith("//")


@given(st.from_regex(r"[/.\\~a-z:å%-]{1,12}", fullmatch=True), st.booleans())
def test_no_file_of_a_field_leaves_the_project(text: str, beside: bool) -> None:
    """The path of an accepted file stays below the folder that it starts from."""
    try:
        path = _read(fields.MediaPath, text)
    except ValidationError:
        return
    assert not posixpath.normpath(path.lstrip("/")).startswith("..")
    assert "\\" not in path


@pytest.mark.parametrize("field", ALL)
@pytest.mark.parametrize(
    "text", ["/" + "a" * 5000 + "!", "/a" * 2500 + "!", "a." * 2500 + "\\", "a@" + "a." * 2500 + "!"]
)
def test_no_pattern_takes_for_ever(field: Any, text: str) -> None:
    """A long value that almost fits is judged at once."""
    started = clock.process_time()
    with contextlib.suppress(ValidationError):
        _read(field, text)
    assert clock.process_time() - started < 0.5


def test_prose_is_typeset_in_its_documents_language() -> None:
    """English prose has English quotation marks."""
    adapter = TypeAdapter(fields.Prose)
    assert adapter.validate_python('"a"', context={"lang": "nb"}) == "«a»"
    assert adapter.validate_python('"a"', context={"lang": "en"}) == "“a”"
    assert adapter.validate_python('"a"') == '"a"'


def test_a_bad_slug_has_a_good_one_suggested() -> None:
    """The suggestion is what the address would be, and is left out when nothing is left."""
    with pytest.raises(ValidationError) as caught:
        _read(fields.Slug, "Ærlig Talt")
    assert caught.value.errors()[0]["ctx"]["suggestion"] == ", for eksempel «aerlig-talt»"
    with pytest.raises(ValidationError) as caught:
        _read(fields.Slug, "🎉")
    assert caught.value.errors()[0]["ctx"]["suggestion"] == ""


def test_a_finding_quotes_a_value_in_one_short_line() -> None:
    """Line breaks would let content forge lines of a log, and long values would be unreadable."""
    assert excerpt("a\n::error::b\r\n c") == "a ::error::b c"
    assert excerpt("x" * 61) == "x" * 59 + "…"
    assert excerpt("x" * 60) == "x" * 60
    assert excerpt(["a"]) == "…"


@pytest.mark.parametrize(
    ("src", "code", "name"),
    [
        ("https://a.example/bilder/Helse.jpg", "DW261", "helse.jpg"),
        ("HTTP://a.example/x.PNG", "DW261", "x.png"),
        ("//a.example/x.png", "DW261", "x.png"),
        ("https://a.example/bl%C3%A5%20by.jpg?w=1#x", "DW261", "bla-by.jpg"),
        ("https://a.example/", "DW261", "bilde.jpg"),
        ("https://a.example/bilde", "DW261", "bilde.jpg"),
        ("www.a.example/x.webp", "DW261", "x.webp"),
        ("\\\\server\\felles\\x.tif", "DW261", "x.tif"),
        ("ftp://a.example/x.gif", "DW261", "x.gif"),
        ("C:\\Users\\Kari\\IMG 0001.HEIC", "DW262", "img-0001.heic"),
        ("c:/bilder/x.png", "DW262", "x.png"),
        ("file:///home/kari/x.png", "DW262", "x.png"),
        ("/Users/kari/Desktop/x.png", "DW262", "x.png"),
        ("/home/kari/x.png", "DW262", "x.png"),
        ("~/x.png", "DW262", "x.png"),
    ],
)
def test_a_file_outside_the_project_gets_advice_that_can_be_followed(src: str, code: str, name: str) -> None:
    """Its name in the project, and not the nearest file that happens to be there."""
    foreign = foreign_file(src)
    assert foreign is not None
    assert (foreign[0].code, foreign[1]["name"]) == (code, name)
    assert foreign_file(name) is None


@pytest.mark.parametrize("src", ["bilde.jpg", "/media/x.png", "mappe/x.png", "www.png", "homes/x.png", "a:b"])
def test_a_name_in_the_project_is_none_of_another_place(src: str) -> None:
    """Names like it are judged as names."""
    assert foreign_file(src) is None
