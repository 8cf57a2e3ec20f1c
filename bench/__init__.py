"""What the site's own Markdown extensions and checks cost, measured beside plain MkDocs and beside another linker."""
