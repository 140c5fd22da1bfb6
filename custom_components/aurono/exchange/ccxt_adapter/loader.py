"""Loads one exchange of ccxt without the hundred others.

Importing ``ccxt.async_support.bitvavo`` the usual way first executes the ``__init__`` of ``ccxt`` and of
``ccxt.async_support``, which import every exchange there is: two seconds and 90 MB on a PC. Here both packages are put
into ``sys.modules`` as shells, with their real name, path and spec but their ``__init__`` not executed, and the one
module is imported below them. ccxt's own base modules ask their parents for a few names, which the shell answers from
the small modules that define them. Whoever asks for anything else, such as another integration that imports ccxt after
us, makes the shell execute its ``__init__`` in place: from then on it is the real package. A package that somebody
imported before is used as it is.
"""

from collections.abc import Mapping, Sequence
import importlib
from importlib.util import find_spec, module_from_spec
import sys
import threading
from types import ModuleType
from typing import Any, override

EXCHANGES = frozenset({"binance", "bitvavo", "coinbase", "kraken"})
"""What may be loaded: the name becomes part of a module's name and must never come from outside."""

_DEFINED_IN: Mapping[str, Sequence[str]] = {
    "ccxt": (
        "ccxt.base.errors",
        "ccxt.base.exchange",
        "ccxt.base.decimal_to_precision",
        "ccxt.base.precise",
    ),
    "ccxt.async_support": (
        "ccxt.base.errors",
        "ccxt.async_support.base.exchange",
        "ccxt.base.decimal_to_precision",
    ),
}
"""Where the names come from that ccxt's base modules ask of their parent packages; rising, parents first."""

_PACKAGE_NAMES = frozenset({"__all__", "__version__"})
"""Special names that only the executed package has; the import system asks for others, which it must not find."""

_lock = threading.RLock()
_executing: set[str] = set()


def load_exchange(exchange_id: str) -> Any:
    """The asynchronous ccxt class of one exchange; blocks for the time of the import, so call it in an executor.

    Raises ValueError for an exchange that is not listed above, and ImportError where ccxt is missing or broken.
    """
    if exchange_id not in EXCHANGES:
        raise ValueError(f"not an exchange that may be loaded: {exchange_id!r}")
    with _lock:
        for package in _DEFINED_IN:
            _provide(package)
    return getattr(importlib.import_module(f"ccxt.async_support.{exchange_id}"), exchange_id)


class _Shell(ModuleType):
    """A package that is importable from but was not executed."""

    @override
    def __getattr__(self, name: str) -> Any:
        """Asked only for what the package does not have yet."""
        if name.startswith("__") and name not in _PACKAGE_NAMES:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        for source in _DEFINED_IN[self.__name__]:
            module = sys.modules.get(source) or importlib.import_module(source)
            if name in getattr(module, "__all__", ()) and name in vars(module):
                return vars(module)[name]
        _execute(self)
        try:
            return vars(self)[name]
        except KeyError:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}") from None

    @override
    def __setattr__(self, name: str, value: object) -> None:
        """The import system stores a submodule here; the executed package shows the exchange's class by that name."""
        super().__setattr__(name, vars(value).get(name, value) if isinstance(value, ModuleType) else value)

    @override
    def __dir__(self) -> list[str]:
        _execute(self)
        return sorted(vars(self))


def _provide(name: str) -> None:
    if name in sys.modules:
        return
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    shell = module_from_spec(spec)
    shell.__class__ = _Shell
    present = sys.modules.setdefault(name, shell)
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, present)


def _execute(shell: ModuleType) -> None:
    """Make the shell the real package. Within its own execution it is what any half-imported package is."""
    with _lock:
        name = shell.__name__
        if type(shell) is not _Shell or name in _executing:
            return
        assert shell.__spec__ is not None
        assert shell.__spec__.loader is not None
        _executing.add(name)
        try:
            shell.__spec__.loader.exec_module(shell)
            object.__setattr__(shell, "__class__", ModuleType)
        finally:
            _executing.discard(name)
