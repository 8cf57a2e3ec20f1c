"""Firefox and WebKitGTK under the commands of W3C WebDriver (https://www.w3.org/TR/webdriver2/).

They differ in how they are told: WebKitWebDriver listens to HTTP; Firefox listens to Marionette, the protocol on which
geckodriver, which Debian does not have, is built (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html).
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, ClassVar

# Seconds until a browser that does not start, or a page that does not come to what is expected of it, is given up.
PATIENCE = 60
# Seconds between two looks
PAUSE = 0.05
# The names of keys: W3C WebDriver, 17.4.2.
KEYS = {
    "Tab": "\ue004", "Enter": "\ue007", "Shift": "\ue008", "Control": "\ue009", "Escape": "\ue00c", "Space": " ",
    "Up": "\ue013", "Down": "\ue015",
}  # fmt: skip
# The name that WebDriver gives an element in JSON
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
# What Firefox is not to do by itself while it is read, and the port that it chooses and writes into its profile.
PREFERENCES = {
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "marionette.port": 0,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "remote.prefs.recommended": True,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
# What Firefox's console says of pages: errors of scripts, and what their policies have blocked. Its warnings are of
# what came late, as on a busy machine everything does.
COMPLAINTS = """return Services.console.getMessageArray().filter(message => {
  try { message.QueryInterface(Ci.nsIScriptError) } catch { return false }
  return !(message.flags & (Ci.nsIScriptError.infoFlag | Ci.nsIScriptError.warningFlag))
    && /^(https?|file):/.test(message.sourceName)
}).map(message => `${message.sourceName}: ${message.errorMessage}`)"""
# Under WebDriver, WebKitGTK's console says nothing: a page is asked to note what is wrong from when it is there. What
# was wrong before, `load_in_webkit` tells.
LISTEN = """window.complaints = []
addEventListener("error", event => complaints.push(event.message))
addEventListener("unhandledrejection", event => complaints.push(String(event.reason)))
addEventListener("securitypolicyviolation", event => complaints.push(`blocked: ${event.blockedURI}`))"""
# The bar of WebKitGTK's small browser would keep the window 447 pixels wide: a telephone's is narrower.
NARROW = "* { border: 0; font-size: 1px; margin: 0; min-height: 0; min-width: 0; padding: 0 }"


class Browser(ABC):
    """A browser with one window."""

    @abstractmethod
    def command(self, name: str, **parameters: Any) -> Any:
        """What the browser answers to a command of WebDriver. Raises `RuntimeError` with its message if it refuses."""

    @abstractmethod
    def complaints(self) -> list[str]:
        """What failed in scripts and what a policy blocked since this was last asked; in WebKit, on this page."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Give the page a size in CSS pixels."""

    def open(self, address: str) -> None:
        """Go to a page and wait until it is loaded."""
        self.command("Navigate", url=address)

    def run(self, script: str, *arguments: Any) -> Any:
        """What a function's body returns in the page."""
        return self.command("ExecuteScript", script=script, args=list(arguments))

    def until(self, script: str, *arguments: Any) -> Any:
        """What an expression gives once it gives something true. Raises `TimeoutError` if it never does."""
        return _until(lambda: self.run(f"return {script}", *arguments), script)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, those that end in “+” held until the end: `press("Control+", "k")`."""
        codes = [KEYS.get(key.removesuffix("+"), key.removesuffix("+")) for key in keys]
        held = [code for code, key in zip(codes, keys, strict=True) if len(key) > 1 and key.endswith("+")]
        strokes = []
        for code in codes:
            strokes.append({"type": "keyDown", "value": code})
            strokes += [] if code in held else [{"type": "keyUp", "value": code}]
        strokes += [{"type": "keyUp", "value": code} for code in held]
        self._act({"type": "key", "id": "keyboard", "actions": strokes})

    def type(self, text: str) -> None:
        """Type a text."""
        self.press(*text)

    def hover(self, selector: str) -> None:
        """Rest the mouse on the first element that a selector finds."""
        self._point("mouse", selector)

    def click(self, selector: str) -> None:
        """Click on it."""
        self._point("mouse", selector, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0})

    def tap(self, selector: str) -> None:
        """Touch it."""
        self._point("touch", selector, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0})

    def _point(self, kind: str, selector: str, *then: dict[str, Any]) -> None:
        # The middle of its first line: the middle of a link over two lines may lie outside it.
        place = self.run(
            """const element = document.querySelector(arguments[0])
            element.scrollIntoView({block: "center", behavior: "instant"})
            const {x, y, width, height} = element.getClientRects()[0]
            return [Math.round(x + width / 2), Math.round(y + height / 2)]""",
            selector,
        )
        move = {"type": "pointerMove", "x": place[0], "y": place[1], "origin": "viewport", "duration": 0}
        self._act({"type": "pointer", "id": kind, "parameters": {"pointerType": kind}, "actions": [move, *then]})

    def _act(self, source: dict[str, Any]) -> None:
        self.command("PerformActions", actions=[source])

    def picture(self) -> bytes:
        """What the window shows, as PNG."""
        return base64.b64decode(self.command("TakeScreenshot"))

    def printed(self, **settings: Any) -> bytes:
        """The page as PDF; `settings` as WebDriver's “Print Page” has them."""
        return base64.b64decode(self.command("Print", **settings))


class Firefox(Browser):
    """Firefox without a window on any screen, over Marionette."""

    def __init__(self, path: str, *, dark: bool, resources: ExitStack) -> None:
        profile = Path(resources.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        # 0 is dark and 1 is light.
        chosen = PREFERENCES | {"layout.css.prefers-color-scheme.content-override": int(not dark)}
        (profile / "user.js").write_text(
            "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in chosen.items())
        )
        # The last one lets us ask the console.
        switches = ["--marionette", "--headless", "--no-remote", "--remote-allow-system-access"]
        resources.enter_context(_running([path, *switches, "--profile", str(profile)]))
        port = int(_until(lambda: _text(profile / "MarionetteActivePort"), "a port of Firefox"))
        connection = resources.enter_context(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE))
        self._stream = resources.enter_context(connection.makefile("rwb"))
        self._receive()  # its greeting
        self._number = 0
        self.command("NewSession", capabilities={"alwaysMatch": {"acceptInsecureCerts": False}})
        resources.callback(self.command, "Quit")

    def command(self, name: str, **parameters: Any) -> Any:
        self._number += 1
        room = "Marionette" if name in {"Quit", "SetContext"} else "WebDriver"
        message = json.dumps([0, self._number, f"{room}:{name}", parameters]).encode()
        self._stream.write(b"%d:%s" % (len(message), message))
        self._stream.flush()
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(f"{name}: {error['message']}")
        return result["value"] if isinstance(result, dict) and set(result) == {"value"} else result

    def _receive(self) -> Any:
        """One message: its length, a colon, JSON."""
        digits = b""
        while (byte := self._stream.read(1)) not in {b":", b""}:
            digits += byte
        if not digits:
            raise RuntimeError("Firefox has ended")
        return json.loads(self._stream.read(int(digits)))

    def _outside(self, script: str, *arguments: Any) -> Any:
        """What a function's body returns in the browser itself."""
        self.command("SetContext", value="chrome")
        try:
            return self.run(script, *arguments)
        finally:
            self.command("SetContext", value="content")

    def complaints(self) -> list[str]:
        found: list[str] = self._outside(COMPLAINTS)
        self._outside("Services.console.reset()")
        return found

    def resize(self, width: int, height: int) -> None:
        # A window of Firefox is at least 450 pixels wide: the page's place in it is made smaller, as its own tools do.
        self.command("SetWindowRect", width=max(width, 500) + 50, height=height + 200)
        self._outside(
            """const {style} = gBrowser.selectedBrowser
            for (const [name, value] of [["width", arguments[0]], ["height", arguments[1]]])
              for (const bound of ["", "min-", "max-"])
                style.setProperty(bound + name, `${value}px`)""",
            width,
            height,
        )
        self.until(f"innerWidth === {width}")


class WebKit(Browser):
    """WebKitGTK's small browser on a screen of its own, over HTTP."""

    # Command: method and path below the session, as W3C WebDriver's table of endpoints has them.
    ENDPOINTS: ClassVar[dict[str, tuple[str, str]]] = {
        "Navigate": ("POST", "/url"),
        "ExecuteScript": ("POST", "/execute/sync"),
        "PerformActions": ("POST", "/actions"),
        "TakeScreenshot": ("GET", "/screenshot"),
        "Print": ("POST", "/print"),
        "SetWindowRect": ("POST", "/window/rect"),
        "DeleteSession": ("DELETE", ""),
    }

    def __init__(self, path: str, *, dark: bool, resources: ExitStack) -> None:
        folder = Path(resources.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        environment = {
            **os.environ,
            "GTK_THEME": "Adwaita:dark" if dark else "Adwaita",
            "GDK_BACKEND": "x11",
            "DISPLAY": resources.enter_context(_screen()),
            "HOME": str(folder),
        }
        style = folder / ".config/gtk-3.0/gtk.css"
        style.parent.mkdir(parents=True)
        style.write_text(NARROW)
        port = _free_port()
        resources.enter_context(_running([path, f"--port={port}"], environment))
        self._base = f"http://127.0.0.1:{port}"
        _until(lambda: _answers(port), "WebKitWebDriver")
        options = {"webkitgtk:browserOptions": {"binary": _minibrowser(), "args": ["--automation"]}}
        session = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": options}})
        self._base += f"/session/{session['sessionId']}"
        resources.callback(self.command, "DeleteSession")

    def command(self, name: str, **parameters: Any) -> Any:
        method, path = self.ENDPOINTS[name]
        return self._ask(method, path, parameters)

    def _ask(self, method: str, path: str, parameters: dict[str, Any]) -> Any:
        body = json.dumps(parameters).encode() if method == "POST" else None
        request = urllib.request.Request(self._base + path, body, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {json.load(error)['value']['message']}") from None

    def open(self, address: str) -> None:
        super().open(address)
        self.run(LISTEN)

    def complaints(self) -> list[str]:
        found: list[str] = self.run("return window.complaints?.splice(0) ?? []")
        return found

    def tap(self, selector: str) -> None:
        # WebKitGTK takes the commands of a finger and does nothing: the page is told what a finger would make it hear.
        self.run(
            """const element = document.querySelector(arguments[0])
            element.scrollIntoView({block: "center", behavior: "instant"})
            for (const type of ["pointerdown", "pointerup"])
              element.dispatchEvent(new PointerEvent(type, {bubbles: true, pointerType: "touch"}))
            element.click()""",
            selector,
        )

    def resize(self, width: int, height: int) -> None:
        frame = self.run("return [outerWidth - innerWidth, outerHeight - innerHeight]")
        self.command("SetWindowRect", x=0, y=0, width=width + frame[0], height=height + frame[1])
        self.until(f"innerWidth === {width}")


ENGINES: dict[str, type[Firefox] | type[WebKit]] = {"Firefox": Firefox, "WebKit": WebKit}
# The programs that each, and what reads paper, needs, by the names they go by; scripts/setup/engines.py installs them.
NEEDED: dict[str, list[tuple[str, ...]]] = {
    "Firefox": [("firefox-esr", "firefox")],
    "WebKit": [("WebKitWebDriver",), ("Xvfb",)],
    "paper": [("pdftotext",)],
}


def missing(engine: str) -> list[str]:
    """What an engine needs and this machine lacks."""
    return [names[0] for names in NEEDED[engine] if not any(map(shutil.which, names))]


@contextmanager
def started(engine: str, *, dark: bool = False) -> Iterator[Browser]:
    """A browser of an engine in a fresh profile, on a system with light or dark colours."""
    path = next(path for name in NEEDED[engine][0] if (path := shutil.which(name)))
    with ExitStack() as resources:
        yield ENGINES[engine](path, dark=dark, resources=resources)


def load_in_webkit(addresses: list[str], pdf: Path) -> list[str]:
    """What WebKit's console says of pages while it loads them one after the other; the last it prints into a PDF.

    WebKitWebDriver has no command for either.
    """
    with _screen() as screen:
        environment = {**os.environ, "DISPLAY": screen, "GDK_BACKEND": "x11"}
        command = ["/usr/bin/python3", str(Path(__file__).with_name("webkit_pages.py")), str(pdf), *addresses]
        said = subprocess.run(
            command, env=environment, check=True, capture_output=True, text=True, timeout=5 * PATIENCE
        )
    return [line for line in (said.stdout + said.stderr).splitlines() if "CONSOLE" in line and " LOG " not in line]


@contextmanager
def _running(command: list[str], environment: dict[str, str] | None = None) -> Iterator[None]:
    silent = subprocess.DEVNULL
    process = subprocess.Popen(command, env=environment, stdout=silent, stderr=silent, start_new_session=True)
    try:
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


@contextmanager
def _screen() -> Iterator[str]:
    """A screen that nobody sees; WebKitGTK runs on no other machine without one."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1400x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as number:
            yield f":{number.readline().strip()}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _minibrowser() -> str:
    return str(sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))[-1])


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _text(file: Path) -> str:
    return file.read_text() if file.exists() else ""


def _until(ask: Callable[[], Any], what: str) -> Any:
    """The first true answer. Raises `TimeoutError` if none comes."""
    end = time.monotonic() + PATIENCE
    while not (answer := ask()):
        if time.monotonic() > end:
            raise TimeoutError(f"waited {PATIENCE} seconds in vain for: {what}")
        time.sleep(PAUSE)
    return answer
