"""The state of an installation as text: its entry, its files as SQL, and what it came to."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from enum import Enum
import json
from pathlib import Path
import sqlite3
from typing import Any

from custom_components.aurono.engine.numbers import plain
from custom_components.aurono.engine.portfolio import Portfolio
from custom_components.aurono.views.parameters_json import parameters_json

DATABASES = {
    "journal.sql": "aurono/journal.db",
    "vault.sql": "aurono/vault.db",
    "candles.sql": ".cache/aurono/candles.db",
}
COPIES = {"vault.key": ".cache/aurono/vault.key", "journal.head": ".cache/aurono/journal.head"}
STATES = Path(__file__).parent / "states"


@dataclass(frozen=True, slots=True)
class Frozen:
    """What else there is of an installation.

    ``portfolio`` and ``trades`` are what its user saw, ``entities`` the unique ids that their history hangs on.
    """

    version: str
    entry: Mapping[str, Any]
    portfolio: Mapping[str, Any]
    trades: list[Mapping[str, Any]]
    events: Mapping[str, int]
    head: str
    entities: list[str]

    @classmethod
    def read(cls, folder: Path) -> Frozen:
        return cls(**json.loads((folder / "state.json").read_text(encoding="utf-8")))

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False)
        (folder / "state.json").write_text(text + "\n", encoding="utf-8")


def dump(config: Path, folder: Path) -> None:
    """Write the files of a configuration folder down as text."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in DATABASES.items():
        with sqlite3.connect(config / source) as database:
            (application,) = database.execute("PRAGMA application_id").fetchone()
            (version,) = database.execute("PRAGMA user_version").fetchone()
            lines = [
                f"PRAGMA application_id = {application};",
                f"PRAGMA user_version = {version};",
                *database.iterdump(),
            ]
        database.close()
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name, source in COPIES.items():
        (folder / name).write_bytes((config / source).read_bytes())


def put_back(folder: Path, config: Path) -> None:
    """Make the files of a configuration folder again from their text."""
    for name, target in DATABASES.items():
        path = config / target
        path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(path)
        database.executescript((folder / name).read_text(encoding="utf-8"))
        database.close()
    for name, target in COPIES.items():
        path = config / target
        path.write_bytes((folder / name).read_bytes())
        path.chmod(0o600)


def told(portfolio: Portfolio) -> dict[str, Any]:
    """A portfolio as plain text: each strategy with its rule and all its books."""
    return {
        "stopped": portfolio.stopped,
        "strategies": {
            state.id: {
                "name": state.name,
                "version": state.version,
                "mode": state.mode.value,
                "evaluated_until": state.evaluated_until,
                "parameters": _text(parameters_json(state.parameters)),
                "books": {kind.value: _text(asdict(book)) for kind, book in state.books.items()},
            }
            for state in portfolio.strategies.values()
        },
    }


def _text(value: Any) -> Any:
    match value:
        case Decimal():
            return plain(value)
        case Enum():
            return value.value
        case dict():
            return {str(key): _text(inner) for key, inner in value.items()}
        case tuple() | list():
            return [_text(inner) for inner in value]
        case _:
            return value
