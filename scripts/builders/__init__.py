"""The site under three builders: MkDocs and ProperDocs, both gates, and Zensical, a canary. `python -m builders`."""
