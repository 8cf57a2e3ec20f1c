"""Maps that the build draws: of the story, of the talks, and where each place lies."""
