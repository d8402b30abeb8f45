"""The types of fields. The field decides what an editor's text means, not the form of the text.

Strict YAML returns every scalar as text. Each type below converts that text to a value, or raises a
``PydanticCustomError`` that carries the code of the violated rule.
"""

from drammenworks.base.fields.choices import Choices, as_written
from drammenworks.base.fields.files import (
    FileRef,
    FocalPoint,
    LogoPath,
    LogoRef,
    MediaPath,
    OfferedPath,
    OfferedPathOrBoolean,
    OfferedRef,
    foreign_file,
)
from drammenworks.base.fields.formats import (
    Alias,
    Colour,
    Email,
    Phone,
    SiteId,
    Slug,
    TemplateName,
    Url,
    site_path,
)
from drammenworks.base.fields.numbers import YEARS, Boolean, Count, Decimals, Integer, Number, Year
from drammenworks.base.fields.partial_dates import (
    UNKNOWN,
    KnownDate,
    PartialDate,
    Period,
    WrittenDate,
)
from drammenworks.base.fields.texts import Prose, Term, Text
from drammenworks.base.fields.times import (
    Clock,
    Date,
    DayOrMoment,
    Duration,
    EventTime,
    Moment,
    Timezone,
)
from drammenworks.base.fields.translations import Translated, Translations
from drammenworks.base.fields.validators import (
    SCALAR_TYPES,
    anchored,
    excerpt,
    json_schema,
    pattern_validator,
    scalar_text,
    violation,
)

__all__ = [
    "SCALAR_TYPES",
    "UNKNOWN",
    "YEARS",
    "Alias",
    "Boolean",
    "Choices",
    "Clock",
    "Colour",
    "Count",
    "Date",
    "DayOrMoment",
    "Decimals",
    "Duration",
    "Email",
    "EventTime",
    "FileRef",
    "FocalPoint",
    "Integer",
    "KnownDate",
    "LogoPath",
    "LogoRef",
    "MediaPath",
    "Moment",
    "Number",
    "OfferedPath",
    "OfferedPathOrBoolean",
    "OfferedRef",
    "PartialDate",
    "Period",
    "Phone",
    "Prose",
    "SiteId",
    "Slug",
    "TemplateName",
    "Term",
    "Text",
    "Timezone",
    "Translated",
    "Translations",
    "Url",
    "WrittenDate",
    "Year",
    "anchored",
    "as_written",
    "excerpt",
    "foreign_file",
    "json_schema",
    "pattern_validator",
    "scalar_text",
    "site_path",
    "violation",
]
