"""What the built site costs its readers and whether it is sound: page by page, for tests and for `make figures`."""
