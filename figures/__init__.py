"""What the built site costs its readers and whether it is sound: measured page by page, for tests and `make figures`."""
