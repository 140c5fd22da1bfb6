"""Loads one exchange of ccxt without the hundred others.

Importing ``ccxt.async_support.bitvavo`` the usual way first executes the ``__init__`` of ``ccxt`` and of
``ccxt.async_support``, which import every exchange there is: two seconds and 90 MB on a PC. Here both packages are
imported as shells, with their real name, path and spec but their ``__init__`` not executed, and the one module is
imported below them. ccxt's own base modules ask their parents for a few names, which the shell answers from the small
modules that define them. Whoever asks for anything else, such as another integration that imports ccxt after us,
makes the shell execute its ``__init__`` in place: from then on it is the real package. A package that somebody
imported before is used as it is.

``importlib.util.LazyLoader`` would not do: the import of a submodule asks for ``__path__``, which makes it load at
once.
"""

from collections.abc import Mapping, Sequence
import importlib
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
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

_finding = threading.Lock()
_execution = threading.RLock()
_executing: set[str] = set()


def load_exchange(exchange_id: str) -> Any:
    """The asynchronous ccxt class of one exchange; blocks for the time of the import, so call it in an executor.

    Raises ValueError for an exchange that is not listed above, and ImportError where ccxt is missing or broken.
    """
    if exchange_id not in EXCHANGES:
        raise ValueError(f"not an exchange that may be loaded: {exchange_id!r}")
    finder = _ShellFinder()
    with _finding:
        sys.meta_path.insert(0, finder)
        try:
            # Through the import system, whose locks make us wait for whoever is importing them right now.
            for package in _DEFINED_IN:
                importlib.import_module(package)
        finally:
            sys.meta_path.remove(finder)
    return getattr(importlib.import_module(f"ccxt.async_support.{exchange_id}"), exchange_id)


class _Shell(ModuleType):
    """A package that can be imported from but was not executed."""

    @override
    def __getattr__(self, name: str) -> Any:
        """Asked only for what the package does not have yet."""
        if name.startswith("__") and name not in _PACKAGE_NAMES:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        for source in _DEFINED_IN[self.__name__]:
            defined = vars(sys.modules[source]) if source in sys.modules else {}
            if name in defined and name in defined.get("__all__", ()):
                return defined[name]
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


class _ShellFinder(MetaPathFinder):
    """Finds the packages where they are, to be imported as shells."""

    @override
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        if fullname not in _DEFINED_IN:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _ShellLoader(spec.loader)
        return spec


class _ShellLoader(Loader):
    """Leaves a package unexecuted, with its real loader for later.

    What defines its names is imported at once, from the top down and while whoever imports the package waits for us:
    ccxt's base modules import each other in circles, and two threads that met in them would lock each other out.
    """

    def __init__(self, real: Loader) -> None:
        self._real = real

    @override
    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._real.create_module(spec)

    @override
    def exec_module(self, module: ModuleType) -> None:
        assert module.__spec__ is not None
        module.__spec__.loader = module.__loader__ = self._real
        module.__class__ = _Shell
        importlib.import_module(f"{module.__name__}.base")
        for source in _DEFINED_IN[module.__name__]:
            importlib.import_module(source)


def _execute(shell: ModuleType) -> None:
    """Make the shell the real package. Within its own execution it is what any half-imported package is."""
    with _execution:
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
