"""Links to other websites: find them, check them, and report those that do not work."""

from drammenworks.checks.external.link_results import LinkResult, LinkStatus, link_finding
from drammenworks.checks.external.links import ExternalLink, external_links

__all__ = ["ExternalLink", "LinkResult", "LinkStatus", "external_links", "link_finding"]
