"""The explainer: content, cross-links, citations and checks behind the site."""
