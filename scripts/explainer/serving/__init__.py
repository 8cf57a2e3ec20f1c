"""`make serve`: the site as an editor writes it. The command serves and watches; each build is a process of its own."""
