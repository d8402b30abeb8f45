"""What helps people write, all from the models: new documents, JSON Schemas, editors' settings, the CMS."""
