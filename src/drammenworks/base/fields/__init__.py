"""The types of fields: what an editor's text means is decided by the field and not by the text's look.

Strict YAML hands every scalar over as text. A type below turns that text into a value, or raises a
``PydanticCustomError`` whose type is the code of the rule that was broken.
"""

from drammenworks.base.fields.addresses import Alias, Colour, Email, Phone, Slug, TemplateName, Url, VideoId
from drammenworks.base.fields.files import (
    FileRef,
    FocalPoint,
    LogoPath,
    LogoRef,
    MediaPath,
    OfferedPath,
    OfferedRef,
)
from drammenworks.base.fields.numbers import Boolean, Count, Integer, Number, Year
from drammenworks.base.fields.reading import PLAIN, broken, json_schema, matching, one_of, plain, shown, whole
from drammenworks.base.fields.texts import Prose, Term, Text
from drammenworks.base.fields.times import (
    Clock,
    Date,
    DayOrMoment,
    Duration,
    EventTime,
    Moment,
    PartialDate,
    Period,
    Timezone,
)

__all__ = [
    "PLAIN",
    "Alias",
    "Boolean",
    "Clock",
    "Colour",
    "Count",
    "Date",
    "DayOrMoment",
    "Duration",
    "Email",
    "EventTime",
    "FileRef",
    "FocalPoint",
    "Integer",
    "LogoPath",
    "LogoRef",
    "MediaPath",
    "Moment",
    "Number",
    "OfferedPath",
    "OfferedRef",
    "PartialDate",
    "Period",
    "Phone",
    "Prose",
    "Slug",
    "TemplateName",
    "Term",
    "Text",
    "Timezone",
    "Url",
    "VideoId",
    "Year",
    "broken",
    "json_schema",
    "matching",
    "one_of",
    "plain",
    "shown",
    "whole",
]
