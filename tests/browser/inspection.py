"""What is wrong with a page that can be told without knowing what is on it."""

from functools import cache
from pathlib import Path

from script.lib.browser import Window
from script.lib.hub import ROOT

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
_FUNCTIONS = Path(__file__).with_name("inspection.js")


async def sideways(window: Window) -> list[str]:
    """What makes the page scroll sideways."""
    return await _ask(window, "sideways")


async def unspoken(window: Window) -> list[str]:
    """Texts in which a program shows through."""
    return await _ask(window, "unspoken")


async def violations(window: Window) -> list[str]:
    """What axe finds in the panel's tree, its shadow trees included."""
    await window.page.evaluate(_read(AXE))
    return await _ask(window, "violations")


async def _ask(window: Window, question: str) -> list[str]:
    answers: list[str] = await window.page.evaluate(f"({_read(_FUNCTIONS)})().{question}()")
    return answers


@cache
def _read(file: Path) -> str:
    assert file.exists(), f"{file.relative_to(ROOT)} does not exist: npm ci --prefix frontend makes it"
    return file.read_text()
