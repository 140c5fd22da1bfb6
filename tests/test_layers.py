"""The house stands as drawn: every import respects the layers, and the checker that says so would notice if not."""

from pathlib import Path

import pytest

from tests.layers import violations

INTEGRATION = Path(__file__).parents[1] / "custom_components" / "aurono"
SOUND = {
    "__init__.py": "from homeassistant.core import HomeAssistant\nfrom .engine import money\nfrom .lab import trial\n",
    "sensor.py": "import probatio\nfrom . import execution\nfrom .execution.trader import Trader\n",
    "standalone.py": "import sys\n",
    "websocket/__init__.py": "from homeassistant.core import HomeAssistant\nfrom ..engine import money\n",
    "engine/__init__.py": "",
    "engine/money.py": "from decimal import Decimal\nimport collections.abc\n",
    "engine/ledger.py": "from . import money\nfrom .money import ZERO\n",
    "exchange/__init__.py": "",
    "exchange/protocol.py": "import asyncio\nfrom ..engine.money import ZERO\n",
    "store/__init__.py": "",
    "store/archive.py": "import sqlite3\nfrom ..engine import ledger\n",
    "store/journal.py": "from ..engine import ledger\n",
    "execution/__init__.py": "",
    "execution/trader.py": "from ..exchange import protocol\nfrom ..store.journal import Journal\n",
    "lab/__init__.py": "",
    "lab/trial.py": "import numpy\nfrom ..engine import ledger\nfrom ..store.archive import Archive\n",
    "report/__init__.py": "",
    "report/daily.py": "from ..engine import ledger\n",
}


def build(root: Path, changes: dict[str, str]) -> Path:
    integration = root / "aurono"
    for path, source in (SOUND | changes).items():
        file = integration / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source)
    return integration


def test_given_our_integration_when_its_imports_are_read_then_no_rule_is_broken() -> None:
    assert violations(INTEGRATION) == []


def test_given_a_sound_sample_when_checked_then_nothing_is_found(tmp_path: Path) -> None:
    assert violations(build(tmp_path, {})) == []


@pytest.mark.parametrize(
    ("path", "source", "sentence"),
    [
        ("engine/money.py", "from ..store import archive", "engine.money may not import store.archive"),
        ("engine/money.py", "from .. import exchange", "engine.money may not import exchange"),
        ("engine/money.py", "from .. import DOMAIN", "engine.money may not import __init__"),
        ("engine/money.py", "from ..sensor import Sensor", "engine.money may not import sensor"),
        ("engine/money.py", "from .gold import Bar", "engine.money imports engine.gold, which does not exist"),
        ("engine/money.py", "import numpy", "engine.money may not import numpy: the engine is pure"),
        ("engine/money.py", "import os.path", "engine.money may not import os.path: the engine is pure"),
        ("engine/money.py", "from time import time", "engine.money may not import time: the engine is pure"),
        ("engine/money.py", "from random import random", "engine.money may not import random: the engine is pure"),
        (
            "engine/money.py",
            "import datetime as d\nd.datetime.now()",
            "engine.money may not use now: the engine is pure",
        ),
        ("engine/money.py", "from uuid import uuid4", "engine.money may not use uuid4: the engine is pure"),
        ("engine/money.py", "text = open('ledger')", "engine.money may not use open: the engine is pure"),
        ("exchange/protocol.py", "from ..store import journal", "exchange.protocol may not import store.journal"),
        ("store/journal.py", "from ..execution import trader", "store.journal may not import execution.trader"),
        (
            "store/journal.py",
            "def late():\n    import probatio",
            "store.journal may not know Home Assistant (probatio)",
        ),
        ("store/journal.py", "from .. import websocket", "store.journal may not import websocket"),
        ("report/daily.py", "from ..store import journal", "report.daily may not import store.journal"),
        ("execution/trader.py", "from ..lab import trial", "execution.trader may not import lab.trial"),
        ("lab/trial.py", "from ..store.journal import Journal", "lab.trial may not import store.journal"),
        ("lab/trial.py", "from ..execution import trader", "lab.trial may not import execution.trader"),
        (
            "lab/trial.py",
            "import custom_components.aurono.exchange.protocol",
            "lab.trial may not import exchange.protocol",
        ),
        (
            "lab/trial.py",
            "from homeassistant.util import dt",
            "lab.trial may not know Home Assistant (homeassistant.util)",
        ),
        ("standalone.py", "from .engine import money", "standalone may not import engine.money"),
        ("standalone.py", "import homeassistant", "standalone may not know Home Assistant (homeassistant)"),
        (
            "advice/__init__.py",
            "",
            "advice is in a sub-package that has no place in the table of layers",
        ),
        (
            "engine/money.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .ledger import Ledger",
            "import cycle: engine.ledger -> engine.money -> engine.ledger",
        ),
    ],
)
def test_given_a_sample_with_one_breach_when_checked_then_that_breach_is_told(
    path: str, source: str, sentence: str, tmp_path: Path
) -> None:
    found = violations(build(tmp_path, {path: source}))

    assert sentence in found
