"""Publish what a build has written: to a folder, a branch in git, a host with SFTP, or an object store."""
