"""One build, in a process of its own: so the server answers meanwhile, a build can be stopped at any moment, its memory
goes with it, and changed code is read like changed content.
"""

from __future__ import annotations

import logging
import signal
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import yaml
from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from ..problems import ContentError, Problem
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
        # Not before: they read the project's code, which may be what is wrong.
        from .. import settings
        from . import ahead

        if order.good is not None:

            def tell(newer: dict[str, bytes]) -> None:
                faults = tuple(heard.said)
                reports.send(Report(faults, {} if faults else newer))

            config.plugins[settings.SERVERS_OWN] = ahead.Ahead(order, tell)
        build(config, serve_url=order.address)
        ahead.keep(order.folder)
    except Exception as error:
        reports.send(Report(tuple(_faults(heard, error)), ended=True))
    else:
        reports.send(Report(ended=True))


def _faults(heard: _Heard, error: Exception) -> Iterator[str]:
    """What was said while building, and what ended the build if nobody said it."""
    for text, name in heard.said.items():
        if name.startswith("mkdocs.config"):
            yield str(Problem(SETTINGS, 1, f"{text}.", "correct the setting."))
        elif isinstance(error, Abort) or name != "mkdocs.commands.build":  # which would say of an error only its page
            yield text
    if isinstance(error, ContentError):
        yield from map(str, error.problems)
    elif not (isinstance(error, Abort) and heard.said):
        yield _told(error)


def _told(error: Exception) -> str:
    """An error and its place in the project; with its traceback if it is in code, not in settings or a template."""
    cause = error.__context__
    if isinstance(cause, yaml.MarkedYAMLError) and cause.problem_mark:
        reason = f"This is not YAML: {cause.problem or cause.context}."
        return str(Problem(SETTINGS, cause.problem_mark.line + 1, reason, "correct the syntax."))
    if isinstance(error, MkDocsException):
        return str(Problem(SETTINGS, 1, f"{error}", "correct the settings."))
    problem = partial(Problem, *_place(error))
    reason = f"{type(error).__name__}: {getattr(error, 'msg', None) or error}."
    if isinstance(error, TemplateError):
        return str(problem(reason, "correct the template."))
    return f"{problem(reason, 'correct the code.')}\n{''.join(traceback.format_exception(error))}"


def _place(error: Exception) -> tuple[str, int]:
    """The file and line in which the syntax is wrong, or the last ones of the project that the error came through."""
    places = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError | TemplateSyntaxError):
        places.append((error.filename or "", error.lineno or 1))
    for name, line in reversed(places):
        if Path(name).is_relative_to(Path.cwd()):
            file = Path(name).relative_to(Path.cwd()).as_posix()
            if not file.startswith("."):  # .venv
                return file, line
    return SETTINGS, 1
