"""Pelican's settings: only what the others have, too."""

from datetime import datetime

MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)


def long_date(value: datetime) -> str:
    """Return «21. november 2026»."""
    return f"{value.day}. {MONTHS[value.month - 1]} {value.year}"


PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
THEME_STATIC_DIR = "assets"
SITEURL = ""
TIMEZONE = "Europe/Oslo"
DEFAULT_LANG = "nb"
PLUGINS: list[str] = []
STATIC_PATHS: list[str] = []
TYPOGRIFY = False
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {},
        "markdown.extensions.meta": {},
        "markdown.extensions.toc": {},
    },
    "output_format": "html5",
}
JINJA_FILTERS = {"long_date": long_date}

ARTICLE_PATHS = [""]
ARTICLE_EXCLUDES = ["pages"]
PAGE_PATHS = ["pages"]
SLUGIFY_SOURCE = "basename"
USE_FOLDER_AS_CATEGORY = True
ARTICLE_URL = "{category}/{slug}/"
ARTICLE_SAVE_AS = "{category}/{slug}/index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
CATEGORY_URL = "{slug}/"
CATEGORY_SAVE_AS = "{slug}/index.html"
TAG_URL = "emner/{slug}/"
TAG_SAVE_AS = "emner/{slug}/index.html"
TAGS_SAVE_AS = "emner/index.html"
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "tags", "404"]
PAGINATED_TEMPLATES = {"category": None, "tag": None}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/side/{number}/", "{base_name}/side/{number}/index.html"),
)

FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
