"""The published two-level models, for whoever has the research data: see docs/research-models.md."""
