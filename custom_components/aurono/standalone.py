"""Opens the way to the engine, the exchange, the store and the lab for processes that run without Home Assistant.

Importing `custom_components.aurono.engine` the usual way would first execute the integration's `__init__`, and with it
all of Home Assistant. Executing this file instead registers the integration as a bare package: a name and a folder.
From then on its sub-packages import as ever and `__init__` stays unread. Two ways to use it:

- `python -P standalone.py lab simulate ...` runs the sub-package's `__main__.main(arguments)` and exits with what it
  returns. `-P` keeps this folder, where Home Assistant wants modules called `select`, out of Python's search path.
- `runpy.run_path(".../standalone.py")`, then import. For benchmarks and simulation campaigns.

Processes started by multiprocessing execute it anew, being their main module. Where the integration itself is loaded
already, inside Home Assistant or its tests, nothing is registered and nothing changes.
"""

from importlib import import_module
from pathlib import Path
import sys
from types import ModuleType

FOLDER = Path(__file__).resolve().parent
NAME = f"custom_components.{FOLDER.name}"


def register_package() -> None:
    """Make the integration importable as a package without contents of its own, unless it is loaded."""
    for name, path in (("custom_components", FOLDER.parent), (NAME, FOLDER)):
        if name not in sys.modules:
            package = ModuleType(name)
            package.__path__ = [str(path)]
            sys.modules[name] = package


register_package()

if __name__ == "__main__":
    sys.exit(import_module(f"{NAME}.{sys.argv[1]}.__main__").main(sys.argv[2:]))
