"""The types of fields: what an editor's text means is decided by the field and not by the text's look.

Strict YAML hands every scalar over as text. A type below turns that text into a value, or raises a
``PydanticCustomError`` whose type is the code of the rule that was broken.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    BeforeValidator,
    PlainSerializer,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from drammenworks.base.text.slugs import is_slug, slugify
from drammenworks.base.text.typography import typeset
from drammenworks.errors import Phrase, Rule
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import fields as rules


def broken(rule: Rule, value: object, **params: object) -> PydanticCustomError:
    """Return the error to raise when ``value`` breaks ``rule``; the field's name is added later."""
    # The wording belongs to the rule; pydantic only carries the code and the parameters.
    context = {"value": shown(value), **params}
    return PydanticCustomError("rule", "{code}", {"code": rule.code, **context})


def shown(value: object) -> str:
    """Return ``value`` as a finding quotes it: in one line, and never long."""
    text = " ".join(value.split()) if isinstance(value, str) else "…"
    return text if len(text) <= 60 else text[:59] + "…"


def plain(value: object) -> str:
    """Return the text of a scalar."""
    if not isinstance(value, str):
        raise broken(rules.NOT_TEXT, value)
    return value.strip()


# --- what editors' tools are told ---------------------------------------------------------------

PLAIN = ["string", "number"]
"""The JSON types that a tool may take text for, whose YAML goes by the look: ``postal_code: 3300``."""


def json_schema(what: str, **schema: Any) -> WithJsonSchema:
    """Return the JSON Schema of a type.

    :param what: the type's name, as ``x-type``, from which forms choose a widget.
    """
    return WithJsonSchema({**schema, "x-type": what})


def whole(pattern: str) -> str:
    """Return ``pattern`` for JSON Schema, where a pattern may match anywhere unless it says otherwise."""
    return f"^(?:{pattern})$"


# --- prose ---------------------------------------------------------------------------------------


def _text(value: object) -> str:
    text = plain(value)
    if not text:
        raise broken(rules.EMPTY_TEXT, value)
    return text


def _prose(value: object, info: ValidationInfo) -> str:
    text = _text(value)
    return typeset(text, lang=info.context["lang"]) if info.context else text


Text = Annotated[str, BeforeValidator(_text), json_schema("text", type=PLAIN, minLength=1, examples=["…"])]
"""Text that is used as it stands: names, codes, units."""

Prose = Annotated[str, BeforeValidator(_prose), json_schema("prose", type=PLAIN, minLength=1, examples=["…"])]
"""Text that people read; gets the typography of its document's language."""


def _term(value: object, info: ValidationInfo) -> str:
    if not slugify(plain(value)):
        raise broken(rules.NOT_TERM if plain(value) else rules.EMPTY_TEXT, value)
    return _prose(value, info)


Term = Annotated[
    str, BeforeValidator(_term), json_schema("term", type=PLAIN, minLength=1, examples=["Handel"])
]
"""A tag or the like: prose that gets a page of its own."""

# --- scalars -------------------------------------------------------------------------------------


def matching(pattern: str, convert: Callable[[str], Any], rule: Rule) -> Callable[[object], Any]:
    """Return a validator: text that matches ``pattern`` all through and that ``convert`` accepts."""
    compiled = re.compile(pattern)

    def validate(value: object) -> Any:
        text = plain(value)
        if compiled.fullmatch(text):
            try:
                return convert(text)
            except ValueError:
                pass
        raise broken(rule, value)

    return validate


def _clock(text: str) -> time:
    hour, minute = re.split("[:.]", text)
    return time(int(hour), int(minute))


def _duration(text: str) -> timedelta:
    *hours, minutes, seconds = (int(part) for part in text.split(":"))
    if seconds > 59 or (hours and minutes > 59):
        raise ValueError(text)
    return timedelta(hours=hours[0] if hours else 0, minutes=minutes, seconds=seconds)


def one_of(*choices: str) -> Callable[[object], str]:
    """Return a validator: one of these words."""

    def validate(value: object) -> str:
        text = plain(value)
        if text not in choices:
            suggestion = did_you_mean(text, choices)
            raise broken(rules.NOT_CHOICE, value, choices=", ".join(choices), suggestion=suggestion)
        return text

    return validate


Boolean = Annotated[
    bool,
    PlainValidator(matching("true|false", lambda text: text == "true", rules.NOT_BOOLEAN)),
    json_schema("boolean", type="boolean", examples=[True]),
]
_HUGE = 10**15 - 1
"""Of fifteen digits, which a float holds exactly."""

Integer = Annotated[
    int,
    PlainValidator(matching("[-+]?[0-9]{1,15}", int, rules.NOT_INTEGER)),
    json_schema("integer", type="integer", minimum=-_HUGE, maximum=_HUGE, examples=[1]),
]
Count = Annotated[
    int,
    PlainValidator(matching("0*[1-9][0-9]{0,8}", int, rules.NOT_COUNT)),
    json_schema("integer", type="integer", minimum=1, examples=[1]),
]
Year = Annotated[
    int,
    PlainValidator(matching("1[0-9]{3}|2[0-9]{3}", int, rules.NOT_INTEGER)),
    json_schema("integer", type="integer", minimum=1000, maximum=2999, examples=[2026]),
]
Number = Annotated[
    int | float,
    PlainValidator(
        matching(
            r"[-+]?[0-9]{1,15}(\.[0-9]{1,6})?",
            lambda text: float(text) if "." in text else int(text),
            rules.NOT_NUMBER,
        )
    ),
    json_schema("number", type="number", minimum=-_HUGE, maximum=_HUGE, examples=[12.5]),
]
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

Date = Annotated[
    date,
    PlainValidator(matching(_DAY, date.fromisoformat, rules.NOT_DATE)),
    json_schema("date", type="string", format="date", pattern=whole(_DAY), examples=["2026-11-21"]),
]
_MOMENT = _DAY + r"[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(\.0+)?(Z|[-+][0-9]{2}:[0-9]{2})?"

Moment = Annotated[
    datetime,
    PlainValidator(matching(_MOMENT, datetime.fromisoformat, rules.NOT_DATETIME)),
    json_schema("moment", type="string", pattern=whole(_MOMENT), examples=["2026-11-21 18:00"]),
]
"""A date and a time of day; without an offset it is local to the document's time zone."""

_CLOCK = "([01]?[0-9]|2[0-3])[:.][0-5][0-9]"

Clock = Annotated[
    time,
    PlainValidator(matching(_CLOCK, _clock, rules.NOT_TIME)),
    json_schema("clock", type=PLAIN, pattern=whole(_CLOCK), examples=["18:00"]),
]
_DURATION = "([0-9]{1,2}:)?[0-9]{1,3}:[0-9]{2}"

Duration = Annotated[
    timedelta,
    PlainValidator(matching(_DURATION, _duration, rules.NOT_DURATION)),
    PlainSerializer(str),
    json_schema("duration", type="string", pattern=whole(_DURATION), examples=["3:20"]),
]


class DayOrMoment(NamedTuple):
    """When an event begins or ends: a day, and a time of day unless it lasts all day."""

    day: date
    moment: datetime | None


def _day_or_moment(text: str) -> DayOrMoment:
    if not 1000 <= int(text[:4]) <= 2999:
        raise ValueError(text)  # And there is always a day before and a day after it.
    if len(text) == len("2026-11-21"):
        return DayOrMoment(date.fromisoformat(text), None)
    moment = datetime.fromisoformat(text)
    return DayOrMoment(moment.date(), moment)


_EVENT_TIME = r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[-+][0-9]{2}:[0-9]{2})?)?"

EventTime = Annotated[
    DayOrMoment,
    PlainValidator(matching(_EVENT_TIME, _day_or_moment, rules.NOT_DATETIME)),
    json_schema("event-time", type="string", pattern=whole(_EVENT_TIME), examples=["2026-11-21 18:00"]),
]


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def first_day(self) -> date:
        """The first day that it covers."""
        return date(self.year, self.month or 1, self.day or 1)


def _partial_date(text: str) -> PartialDate:
    partial = PartialDate(*(int(part) for part in text.split("-")))
    date(partial.year, partial.month or 1, partial.day or 1)
    return partial


_PERIOD = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"

Period = Annotated[
    PartialDate,
    PlainValidator(matching(_PERIOD, _partial_date, rules.NOT_PERIOD)),
    json_schema("period", type=["string", "integer"], pattern=whole(_PERIOD), examples=["2026-09"]),
]


def _timezone(value: object) -> ZoneInfo:
    try:
        return ZoneInfo(plain(value))
    except (KeyError, OSError, ValueError):
        raise broken(rules.NOT_CHOICE, value, choices="Europe/Oslo", suggestion="") from None


Timezone = Annotated[
    ZoneInfo, PlainValidator(_timezone), json_schema("timezone", type="string", examples=["Europe/Oslo"])
]
"""An IANA time zone: ``Europe/Oslo``."""

# --- addresses -----------------------------------------------------------------------------------

_VIDEO_ID = "[A-Za-z0-9_-]{1,64}"

VideoId = Annotated[
    str,
    PlainValidator(matching(_VIDEO_ID, str, rules.NOT_VIDEO_ID)),
    json_schema("video-id", type=PLAIN, pattern=whole(_VIDEO_ID), examples=["abc123DEF45"]),
]
"""A video's name at its provider."""


def _url(text: str) -> str:
    # Raises ValueError for what the pattern cannot tell: an unclosed bracket, a port that is no number.
    urlsplit(text).port  # noqa: B018
    return text


_URL = r"https?://[^\s/?#\"'<>\\]+\.[^\s\"'<>\\]+"

Url = Annotated[
    str,
    PlainValidator(matching(_URL, _url, rules.NOT_URL)),
    json_schema("url", type="string", pattern=whole(_URL), examples=["https://eksempel.example/side"]),
]
_EMAIL = r"[^\s@<>\"']+@[^\s@<>\"']+\.[a-zA-Z]{2,}"

Email = Annotated[
    str,
    PlainValidator(matching(_EMAIL, str, rules.NOT_EMAIL)),
    json_schema("email", type="string", pattern=whole(_EMAIL), examples=["post@eksempel.example"]),
]
_PHONE = r"\+?[0-9 ]{3,20}"

Phone = Annotated[
    str,
    PlainValidator(matching(_PHONE, str, rules.NOT_PHONE)),
    json_schema("phone", type=PLAIN, pattern=whole(_PHONE), examples=["32 00 00 00"]),
]


def _slug(value: object) -> str:
    text = plain(value)
    if not is_slug(text):
        better = slugify(text)
        raise broken(
            rules.BAD_SLUG,
            value,
            suggestion=Phrase(", for eksempel «{example}»", example=better) if better else "",
        )
    return text


Slug = Annotated[
    str,
    PlainValidator(_slug),
    json_schema("slug", type=PLAIN, pattern=whole("[a-z0-9]+(-[a-z0-9]+)*"), examples=["et-navn"]),
]
"""One segment of a URL."""

_SEGMENT = r"(?!\.{1,2}(?:/|$))[A-Za-z0-9æøåÆØÅ._~-]+"

_ALIAS = rf"(?:/{_SEGMENT})+/?"

Alias = Annotated[
    str,
    PlainValidator(matching(_ALIAS, str, rules.BAD_ALIAS)),
    json_schema("alias", type="string", pattern=whole(_ALIAS), examples=["/aktuelt/gammelt-navn/"]),
]
"""A path under the site's root that once showed the document."""

_COLOUR = "#[0-9a-f]{6}"

Colour = Annotated[
    str,
    PlainValidator(matching(_COLOUR, str, rules.BAD_COLOUR)),
    json_schema("colour", type="string", pattern=whole(_COLOUR), examples=["#0b2a3c"]),
]

_TEMPLATE_NAME = "[a-z][a-z0-9-]*"

TemplateName = Annotated[
    str,
    PlainValidator(matching(_TEMPLATE_NAME, str, rules.BAD_TEMPLATE_NAME)),
    json_schema("template", type="string", pattern=whole(_TEMPLATE_NAME), examples=["page"]),
]


class FileRef(str):
    """A file that a field names: beside the document, or from content/ when it begins with a slash."""

    __slots__ = ()


_MEDIA_PATH = r"(?!//)/?(?!\.)[^/\\:*?\"<>|]+(/(?!\.)[^/\\:*?\"<>|]+)*"


class LogoRef(FileRef):
    """A file that is somebody's mark: a picture that goes without alternative text beside the name."""

    __slots__ = ()


MediaPath = Annotated[
    FileRef,
    PlainValidator(matching(_MEDIA_PATH, FileRef, rules.BAD_MEDIA_PATH)),
    json_schema("file", type="string", pattern=whole(_MEDIA_PATH), examples=["fil.pdf"]),
]


class OfferedRef(FileRef):
    """A file that the public may fetch as it is."""

    __slots__ = ()


OfferedPath = Annotated[
    OfferedRef,
    PlainValidator(matching(_MEDIA_PATH, OfferedRef, rules.BAD_MEDIA_PATH)),
    json_schema("file", type="string", pattern=whole(_MEDIA_PATH), examples=["fil.pdf"]),
]

LogoPath = Annotated[
    LogoRef,
    PlainValidator(matching(_MEDIA_PATH, LogoRef, rules.BAD_MEDIA_PATH)),
    json_schema("file", type="string", pattern=whole(_MEDIA_PATH), examples=["logo.svg"]),
]

# --- pictures ------------------------------------------------------------------------------------


def _focal(value: object) -> tuple[float, float]:
    if isinstance(value, list) and len(value) == 2:
        try:
            x, y = (float(part) for part in value if isinstance(part, str))
        except ValueError:
            raise broken(rules.NOT_FOCAL, value) from None
        if 0 <= x <= 1 and 0 <= y <= 1:
            return (x, y)
    raise broken(rules.NOT_FOCAL, value)


FocalPoint = Annotated[
    tuple[float, float],
    PlainValidator(_focal),
    json_schema(
        "focal",
        type="array",
        items={"type": "number", "minimum": 0, "maximum": 1},
        minItems=2,
        maxItems=2,
        examples=[[0.5, 0.3]],
    ),
]
"""Where in a picture the subject is: x from the left and y from the top, both 0 to 1."""
