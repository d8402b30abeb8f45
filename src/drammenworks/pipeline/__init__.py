"""A build: the stages in order."""

from drammenworks.pipeline.build import build, check
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.report import Report, SiteReport

__all__ = ["Options", "Progress", "Report", "SiteReport", "build", "check"]
