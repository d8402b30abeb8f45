"""Links to other websites: which there are, whether they work, and what to say of those that do not."""

from drammenworks.checks.external.link_results import LinkResult, LinkStatus, link_finding
from drammenworks.checks.external.links import ExternalLink, external_links

__all__ = ["ExternalLink", "LinkResult", "LinkStatus", "external_links", "link_finding"]
