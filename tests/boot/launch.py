"""Starts Home Assistant as its own command does, with Aurono's Bitvavo at another address: launch.py URL [options].

Nothing in the product can be told another address. So the constant that a test may set is set here, in the moment that
Home Assistant itself imports its module, and not a moment earlier: what it imports when, and in which thread, stays
as it is for users.
"""

from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
import sys
from types import ModuleType
from typing import override

MODULE = "custom_components.aurono.accounts"


class RedirectingLoader(SourceFileLoader):
    """Loads the module and puts the address into it."""

    address: str

    @override
    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        if not hasattr(module, "BITVAVO_URL"):
            raise ImportError(f"{MODULE} has no BITVAVO_URL to set")
        vars(module)["BITVAVO_URL"] = self.address


class RedirectingFinder(MetaPathFinder):
    """Finds the one module, and leaves the others to those who come after."""

    def __init__(self, address: str) -> None:
        self._address = address

    @override
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != MODULE:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.origin is None:
            return None
        loader = RedirectingLoader(fullname, spec.origin)
        loader.address = self._address
        spec.loader = loader
        return spec


if __name__ == "__main__":
    sys.meta_path.insert(0, RedirectingFinder(sys.argv.pop(1)))
    from homeassistant.__main__ import main

    sys.exit(main())
