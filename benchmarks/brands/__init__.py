"""The brands' own themes, measured: this repository's sites, with as many articles more as wanted."""
