"""Links to other websites: which there are, whether they work, and what to say of those that do not."""

from drammenworks.checks.external.links import ExternalLink, external_links
from drammenworks.checks.external.verdicts import Outcome, Verdict, finding_of

__all__ = ["ExternalLink", "Outcome", "Verdict", "external_links", "finding_of"]
