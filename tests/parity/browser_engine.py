"""The panel's engine, asked from Python: in Node, or in a page of a real Chromium."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
import json
import os
from pathlib import Path
import subprocess
from threading import Thread
from typing import Any, Protocol, override

from playwright.sync_api import Page, sync_playwright

from script.lib.browser import find_chromium

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "script" / "lib" / "browser_engine.sh"


@dataclass(frozen=True, slots=True)
class Answer:
    """``log`` is the complete one of the plain engine, None where its books broke.

    ``fast``, ``events`` and ``sweep`` are what the fast simulator tells otherwise, None where it tells the same.
    ``narrow`` says whether the fast simulator took the table at all.
    """

    log: str | None
    fast: str | None
    events: str | None
    sweep: str | None
    narrow: bool


class BrowserEngine(Protocol):
    """Whoever runs the panel's engine."""

    def send(self, question: str) -> None:
        """Hand over a case."""

    def receive(self) -> Answer:
        """What came of the case handed over last."""


class _Node:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def send(self, question: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{question}\n")
        self._process.stdin.flush()

    def receive(self) -> Answer:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the engine in Node ended"
        return Answer(**json.loads(line))


@contextmanager
def node() -> Iterator[BrowserEngine]:
    """The engine in a process of Node."""
    with subprocess.Popen([SCRIPT, "parity"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield _Node(process)
        assert process.stdin is not None
        process.stdin.close()


class _Quiet(SimpleHTTPRequestHandler):
    @override
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""


class _Chromium:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._question = ""

    def send(self, question: str) -> None:
        self._question = question

    def receive(self) -> Answer:
        return Answer(**json.loads(self._page.evaluate("question => window.answer(question)", self._question)))


@contextmanager
def page_of_the_engine() -> Iterator[Page]:
    """A page in Chromium that can import what the engine is built into; served from loopback."""
    built = subprocess.run([SCRIPT, "--path"], capture_output=True, text=True, check=True).stdout.strip()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=built))
    Thread(target=server.serve_forever, daemon=True).start()
    executable = asyncio.run(find_chromium())
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=arguments)
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/parity.js")
            yield page
            browser.close()
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[BrowserEngine]:
    """The engine in such a page."""
    with page_of_the_engine() as page:
        page.evaluate("async () => { window.answer = (await import('/parity.js')).answer }")
        yield _Chromium(page)
