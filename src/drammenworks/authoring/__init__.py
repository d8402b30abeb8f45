"""Tools for authors, generated from the models: new documents, JSON Schemas, editor settings, the CMS."""
