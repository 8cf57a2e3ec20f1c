"""What the machine refuses while the site is built, said like any other fault: which file, why, and what fixes it."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from .problems import ContentError, Problem

# What fixes an error of the system, by its number (errno(3)).
FIXES = {
    errno.EACCES: "give the user who builds the right to read it, or to write there.",
    errno.EEXIST: "move the file that stands where a folder should.",
    errno.EDQUOT: "free some disk space and build again.",
    errno.EISDIR: "put the file itself in its place.",
    errno.ELOOP: "put the file itself in its place.",
    errno.ENAMETOOLONG: "give it a shorter name.",
    errno.ENOENT: "restore it; a link must lead to a file.",
    errno.ENOSPC: "free some disk space and build again.",
    errno.ENOTDIR: "move the file that stands where a folder should.",
    errno.EPERM: "give the user who builds the right to read it, or to write there.",
    errno.EROFS: "build in a folder that can be written.",
}
OVERRIDES = "overrides/"


def refused(error: OSError, name: str = "") -> Problem:
    """The fault of a file, called `name` if the error does not say which, that the system would not read or write."""
    file = name or _short(str(error.filename or "site"))
    reason = f"The file cannot be read or written: {error.strerror or error}."
    return Problem(file, 1, reason, FIXES.get(error.errno or 0, "see to what the reason names and build again."))


def _short(file: str) -> str:
    """A file's name from the project's folder, in which our commands run."""
    path = Path(file)
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else file


def problems_of(error: BaseException) -> list[Problem]:
    """An error that ended a build, as faults; none if it is a mistake of our own program, whose traceback is needed."""
    if isinstance(error, ContentError):
        return error.problems
    if isinstance(error, OSError):
        return [refused(error)]
    if isinstance(error, RecursionError):
        fix = "write it with fewer marks inside one another."
        return [Problem("docs", 1, "A text is nested too deeply to be read; the page is named above.", fix)]
    return _in_template(error)


def _in_template(error: BaseException) -> list[Problem]:
    """A template that is not there, cannot be read, or asks for what there is not."""
    fix = "correct the template, or restore it."
    if isinstance(error, TemplateSyntaxError):
        return [Problem(_template(error.filename or error.name or ""), error.lineno, f"{error.message}.", fix)]
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    if isinstance(error, TemplateNotFound) or frames:
        file, line = (frames[-1].filename, frames[-1].lineno or 1) if frames else (OVERRIDES, 1)
        what = f"There is no template “{error.name}”" if isinstance(error, TemplateNotFound) else str(error)
        return [Problem(_template(file), line, f"{what}.", fix)]
    return [Problem(OVERRIDES, 1, f"{error}.", fix)] if isinstance(error, TemplateError) else []


def _template(file: str) -> str:
    """A template's path in the project."""
    parts = Path(file).parts
    return "/".join(parts[parts.index("overrides") :]) if "overrides" in parts else file
