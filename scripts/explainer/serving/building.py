"""One build, in a process of its own: so the server answers meanwhile, a build can be stopped at any moment, its memory
goes with it, and changed code is read like changed content.
"""

from __future__ import annotations

import logging
import signal
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import yaml
from jinja2 import TemplateError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from ..problems import Problem
from .watching import SETTINGS


@dataclass(frozen=True)
class Order:
    """What to build: for which address, into which folder; the folder of the last good build; what an editor waits for.

    `viewed` are pages by their path in the site, `changed` files by their path in the project.
    """

    address: str
    folder: Path
    good: Path | None = None
    viewed: tuple[str, ...] = ()
    changed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Report:
    """What is wrong so far, or files that are right already, by path in the site; `ended`: nothing more will come."""

    faults: tuple[str, ...] = ()
    newer: dict[str, bytes] = field(default_factory=dict)
    ended: bool = False


class _Heard(logging.Handler):
    """Keeps what MkDocs and the checks say: the text and the name of who said it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: dict[str, str] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self.said.setdefault(record.getMessage(), record.name)


def run(order: Order, reports: Connection) -> None:
    """Build as ordered and report, in the current folder."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for the server, which ends this process
    heard = _Heard()
    logging.getLogger("mkdocs").addHandler(heard)
    try:
        config = load_config(SETTINGS, strict=True, site_dir=str(order.folder), site_url=order.address)
        config.plugins.on_startup(command="serve", dirty=False)
        from . import ahead  # not before: it reads the project's code, which may be what is wrong

        if order.good is not None:

            def tell(newer: dict[str, bytes]) -> None:
                faults = tuple(heard.said)
                reports.send(Report(faults, {} if faults else newer))

            config.plugins["ahead"] = ahead.Ahead(order, tell)
        build(config, serve_url=order.address)
        ahead.keep(order.folder)
    except Exception as error:
        reports.send(Report(tuple(_faults(heard, error)), ended=True))
    else:
        reports.send(Report(ended=True))


def _faults(heard: _Heard, error: Exception) -> Iterator[str]:
    """What was said while building, and what ended the build if nobody said it."""
    if isinstance(error, Abort):
        yield from heard.said or [str(error)]
        return
    # MkDocs itself says only on which page it met the error.
    yield from (text for text, name in heard.said.items() if name != "mkdocs.commands.build")
    yield _told(error)


def _told(error: Exception) -> str:
    """An exception with its place in the project; with the traceback if it is not a text that is wrong but code."""
    root = Path.cwd()
    cause = error.__context__
    if isinstance(cause, yaml.MarkedYAMLError) and cause.problem_mark:
        reason = f"This is not YAML: {cause.problem or cause.context}."
        return str(Problem(SETTINGS, cause.problem_mark.line + 1, reason, "correct the syntax."))
    places = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    if name := getattr(error, "filename", None):  # an error of syntax is not where it was met
        places.append((str(name), getattr(error, "lineno", 1) or 1))
    ours = [(Path(name).relative_to(root), line) for name, line in places if Path(name).is_relative_to(root)]
    file, line = next(((file, line) for file, line in reversed(ours) if file.parts[0][0] != "."), (Path(SETTINGS), 1))
    reason = f"{type(error).__name__}: {getattr(error, 'msg', None) or getattr(error, 'message', None) or error}."
    if isinstance(error, TemplateError):
        return str(Problem(str(file), line, reason, "correct the template."))
    return f"{Problem(str(file), line, reason, 'correct the code.')}\n{''.join(traceback.format_exception(error))}"
