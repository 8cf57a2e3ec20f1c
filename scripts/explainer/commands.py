"""How our commands run and end: what is wrong is printed as the build prints it, and never as a traceback."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable

from mkdocs.exceptions import MkDocsException

from .failures import problems_of
from .problems import grouped

# What the files of a published site and of our commands may be read by: everybody.
UMASK = 0o022
# What a shell reports of a command that was interrupted: 128 and the number of the signal.
INTERRUPTED = 130


def run(main: Callable[[], None], level: int = logging.WARNING) -> None:
    """Run a command; MkDocs' own messages are shown from `level` on. Exits with 1 if anything is wrong."""
    os.umask(UMASK)
    log = logging.getLogger("mkdocs")
    shown = logging.StreamHandler()
    shown.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))
    log.addHandler(shown)
    log.setLevel(level)
    try:
        main()
    except KeyboardInterrupt:
        print("Interrupted: nothing was replaced.", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except MkDocsException as error:  # its reasons have been logged
        sys.exit(error.format_message())
    except Exception as error:
        problems = problems_of(error)
        if not problems:
            raise
        sys.exit("\n".join(grouped(problems)))
    finally:
        log.removeHandler(shown)
