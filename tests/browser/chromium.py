"""A real Chromium without a window, spoken to over two pipes by its debugging protocol."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import signal
import socket
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "No Chromium here, and papers as web pages are held against one. "
    "On Debian or Ubuntu: apt-get install chromium"
)
OPTIONS = (
    "--headless",
    "--no-sandbox",  # it sees nothing but the pages this folder's tests wrote
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--proxy-server=http://127.0.0.1:1",  # nobody listens there
    "--remote-debugging-pipe",
)
PATIENCE = 120
ABOVE_ALL = 10

Answer = dict[str, Any]


class Chromium:
    """One browser with one page, whose way to the network ends at a door that never opens.

    The browser's own ways (it asks after the time, after newer versions) end at another.
    """

    def __init__(self) -> None:
        found = next(filter(None, map(shutil.which, NAMES)), None)
        assert found, MISSING
        self.door = socket.create_server(("127.0.0.1", 0))
        self.profile = TemporaryDirectory(ignore_cleanup_errors=True)
        self.events: list[Answer] = []
        self.heard = b""
        self.sent = 0
        self.session = ""
        theirs_in, self.to = os.pipe()
        self.back, theirs_out = os.pipe()
        profile = f"--user-data-dir={self.profile.name}"
        self.pid = _spawn(found, [*OPTIONS, profile], theirs_in, theirs_out)
        context = self.ask(
            "Target.createBrowserContext",
            proxyServer=f"http://127.0.0.1:{self.door.getsockname()[1]}",
            proxyBypassList="<-loopback>",
        )
        target = self.ask("Target.createTarget", url="about:blank", **context)["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime", "Audits"):
            self.ask(f"{domain}.enable")

    def open(self, page: Path) -> None:
        """Load a page and wait for it; what was heard before is forgotten."""
        self.events.clear()
        self.ask("Page.navigate", url=page.as_uri())
        self.wait_for("Page.loadEventFired")

    def script(self, source: str) -> Any:
        """What a script in the page answers; a promise is waited for."""
        answer = self.ask(
            "Runtime.evaluate", expression=source, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def at(self, *, width: int, height: int = 900) -> None:
        """See the page at another width, in CSS pixels."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip

    def press(self, key: str) -> None:
        """Press and release one key."""
        for kind in ("keyDown", "keyUp"):
            text = {"text": "\r"} if key == "Enter" and kind == "keyDown" else {}
            code = {"Tab": 9, "Enter": 13, "ArrowRight": 39}[key]
            self.ask(
                "Input.dispatchKeyEvent",
                type=kind, key=key, code=key, windowsVirtualKeyCode=code, **text,
            )  # fmt: skip

    def printed(self) -> bytes:
        """The page printed to PDF, without the browser's own lines above and below."""
        answer = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(answer["data"])

    def picture(self) -> bytes:
        """What is seen of the page, as PNG."""
        return base64.b64decode(self.ask("Page.captureScreenshot")["data"])

    def asked_for(self) -> list[str]:
        """The addresses the page has asked for, itself among them."""
        return [
            event["params"]["request"]["url"]
            for event in self.events
            if event["method"] == "Network.requestWillBeSent"
        ]

    def complaints(self) -> list[str]:
        """What the browser has said in its console or found wrong with the page."""
        return [
            json.dumps(event["params"])
            for event in self.events
            if event["method"]
            in {"Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"}
            or event["method"] == "Audits.issueAdded"
        ]

    def went_out(self, *, within: float = 0) -> bool:
        """Whether a page has knocked at the door since the browser began; *within* in seconds."""
        return bool(select.select([self.door], [], [], within)[0])

    def ask(self, method: str, **parameters: Any) -> Answer:
        """Send one command and wait for its answer; events are kept meanwhile."""
        self.sent += 1
        message: Answer = {"id": self.sent, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        unsent = json.dumps(message).encode() + b"\0"
        while unsent:
            unsent = unsent[os.write(self.to, unsent) :]
        while (answer := self._hear()).get("id") != message["id"]:
            self.events.append(answer)
        assert "error" not in answer, f"{method}: {answer['error']}"
        return dict(answer["result"])

    def wait_for(self, event: str) -> None:
        """Wait until the browser tells of that event, unless it has."""
        while not any(heard["method"] == event for heard in self.events):
            self.events.append(self._hear())

    def _hear(self) -> Answer:
        until = time.monotonic() + PATIENCE
        while b"\0" not in self.heard:
            ready = select.select([self.back], [], [], max(0, until - time.monotonic()))[0]
            assert ready, "Chromium says nothing."
            more = os.read(self.back, 1 << 16)
            assert more, "Chromium has ended by itself."
            self.heard += more
        message, _, self.heard = self.heard.partition(b"\0")
        return dict(json.loads(message))

    def close(self) -> None:
        """End the browser and leave nothing behind."""
        os.close(self.to)
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)
        os.close(self.back)
        self.door.close()
        self.profile.cleanup()


def _spawn(program: str, options: list[str], theirs_in: int, theirs_out: int) -> int:
    """Start it with its end of the pipes as files 3 and 4, where it looks for them."""
    above = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, ABOVE_ALL) for end in (theirs_in, theirs_out)]
    silent = (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)
    dup = os.POSIX_SPAWN_DUP2
    given = [silent, (dup, above[0], 3), (dup, above[1], 4)]
    pid = os.posix_spawn(program, [program, *options], os.environ, file_actions=given)
    for end in (theirs_in, theirs_out, *above):
        os.close(end)
    return pid
