"""The cache that machines share."""
