"""What is wrong with a page that can be told without knowing what is on it."""

from functools import cache
from pathlib import Path

from script.lib.browser import Window
from script.lib.hub import ROOT

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PANEL = "aurono-panel"
_FUNCTIONS = Path(__file__).with_name("inspection.js")


async def sideways(window: Window, subject: str = PANEL) -> list[str]:
    """What makes the page scroll sideways."""
    return await _ask(window, subject, "sideways")


async def unspoken(window: Window, subject: str = PANEL) -> list[str]:
    """Texts in which a program shows through."""
    return await _ask(window, subject, "unspoken")


async def violations(window: Window, subject: str = PANEL) -> list[str]:
    """What axe finds in the tree of the panel or another element, its shadow trees included."""
    await window.page.evaluate(_read(AXE))
    return await _ask(window, subject, "violations")


async def _ask(window: Window, subject: str, question: str) -> list[str]:
    asked = f"(subject) => ({_read(_FUNCTIONS)})(subject).{question}()"
    answers: list[str] = await window.page.evaluate(asked, subject)
    return answers


@cache
def _read(file: Path) -> str:
    assert file.exists(), f"{file.relative_to(ROOT)} does not exist: npm ci --prefix frontend makes it"
    return file.read_text()
