"""The types of fields: what an editor's text means is decided by the field and not by the text's look.

Strict YAML hands every scalar over as text. A type below turns that text into a value, or raises a
``PydanticCustomError`` whose type is the code of the rule that was broken.
"""

from drammenworks.base.fields.files import (
    FileRef,
    FocalPoint,
    LogoPath,
    LogoRef,
    MediaPath,
    OfferedPath,
    OfferedRef,
)
from drammenworks.base.fields.formats import Alias, Colour, Email, Phone, Slug, TemplateName, Url, VideoId
from drammenworks.base.fields.numbers import Boolean, Count, Integer, Number, Year
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
from drammenworks.base.fields.validators import (
    SCALAR_TYPES,
    anchored,
    choice_validator,
    excerpt,
    json_schema,
    pattern_validator,
    scalar_text,
    violation,
)

__all__ = [
    "SCALAR_TYPES",
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
    "anchored",
    "choice_validator",
    "excerpt",
    "json_schema",
    "pattern_validator",
    "scalar_text",
    "violation",
]
