"""Links to other websites: find them, check them, and report those that do not work."""

from drammenworks.checks.external.collect_links import ExternalLink, external_links
from drammenworks.checks.external.link_results import LinkResult, LinkStatus, link_finding

__all__ = ["ExternalLink", "LinkResult", "LinkStatus", "external_links", "link_finding"]
