"""Who may import whom in the integration, and a checker that reads the imports from the source without executing it."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

# Home Assistant's face, the modules directly in the integration's folder: it may import all, and nothing may import it.
FACE = ""
# Folders that belong to the face as well.
FACE_FOLDERS = frozenset({"actions", "entities", "flows", "mailing", "notifications", "views", "websocket"})
# Not part of the face, though it stands there: it registers the bare package for processes without Home Assistant.
STANDALONE = "standalone"
# What each layer may import of the others: a whole sub-package, or one module of it.
ALLOWED: Mapping[str, frozenset[str]] = {
    "engine": frozenset(),
    "exchange": frozenset({"engine"}),
    "store": frozenset({"engine"}),
    "report": frozenset({"engine", "wording"}),
    "wording": frozenset({"engine"}),
    "execution": frozenset({"engine", "exchange", "store"}),
    "lab": frozenset({"engine", "store.archive"}),
    STANDALONE: frozenset(),
}
HOME_ASSISTANT = frozenset({"homeassistant", "probatio", "voluptuous"})
# All that the engine may import: neither I/O nor a clock nor randomness, except for the members listed below.
ENGINE_LIBRARY = frozenset(
    "abc bisect collections dataclasses datetime decimal enum fractions functools hashlib heapq itertools json math "
    "operator re statistics string types typing uuid".split()
)
IMPURE_MEMBERS = frozenset("getnode now today utcnow uuid1 uuid4 uuid6 uuid7".split())
IMPURE_BUILTINS = frozenset("__import__ eval exec input open print".split())


@dataclass(frozen=True, slots=True)
class Module:
    """One source file, named by its dotted path below the integration; a package's `__init__` by the package."""

    name: str
    package: str
    tree: ast.Module

    @property
    def layer(self) -> str:
        """The row of the table it belongs to, or FACE."""
        folder = self.package.partition(".")[0]
        if folder in FACE_FOLDERS:
            return FACE
        return self.name if self.name == STANDALONE else folder


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import statement names: a module of ours, by its name below the integration, or one from outside."""

    name: str
    ours: bool


def violations(root: Path) -> list[str]:
    """Tell every way in which the integration in the folder root breaks the rules; empty when it keeps them."""
    modules = {module.name: module for module in _read(root)}
    imports = {name: frozenset(_imports(module, modules, root.name)) for name, module in modules.items()}
    found = [f"{name or '__init__'} {breach}" for name in modules for breach in _breaches(name, imports[name], modules)]
    return sorted(found) + _cycles(imports)


def _read(root: Path) -> Iterator[Module]:
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        package = ".".join(parts[:-1])
        name = package if parts[-1] == "__init__" else ".".join(parts)
        yield Module(name, package, ast.parse(path.read_text(encoding="utf-8"), str(path)))


def _imports(module: Module, modules: Mapping[str, Module], integration: str) -> Iterator[Imported]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield _absolute(alias.name, integration)
        elif isinstance(node, ast.ImportFrom):
            base = _relative(module, node) if node.level else _absolute(node.module or "", integration)
            for alias in node.names:
                below = f"{base.name}.{alias.name}".lstrip(".")
                yield Imported(below, ours=True) if base.ours and below in modules else base


def _absolute(name: str, integration: str) -> Imported:
    prefix = f"custom_components.{integration}"
    if name == prefix or name.startswith(f"{prefix}."):
        return Imported(name[len(prefix) + 1 :], ours=True)
    return Imported(name, ours=False)


def _relative(module: Module, node: ast.ImportFrom) -> Imported:
    parents = module.package.split(".") if module.package else []
    above = parents[: len(parents) - node.level + 1]
    return Imported(".".join([*above, *([node.module] if node.module else [])]), ours=True)


def _breaches(name: str, imports: frozenset[Imported], modules: Mapping[str, Module]) -> Iterator[str]:
    module = modules[name]
    if module.layer != FACE and module.layer not in ALLOWED:
        yield "is in a sub-package that has no place in the table of layers"
    for imported in imports:
        library = imported.name.partition(".")[0]
        if imported.ours and imported.name not in modules:
            yield f"imports {imported.name}, which does not exist"
        elif imported.ours and not _may_import(module, modules[imported.name]):
            yield f"may not import {imported.name or '__init__'}"
        elif not imported.ours and library in HOME_ASSISTANT and module.layer != FACE:
            yield f"may not know Home Assistant ({imported.name})"
        elif not imported.ours and library not in ENGINE_LIBRARY and module.layer == "engine":
            yield f"may not import {imported.name}: the engine is pure"
    if module.layer == "engine":
        yield from (f"may not use {member}: the engine is pure" for member in _impurities(module.tree))


def _may_import(module: Module, target: Module) -> bool:
    if module.layer in {FACE, target.layer}:
        return True
    allowed = ALLOWED.get(module.layer, frozenset())
    return any(f"{target.name}.".startswith(f"{name}.") for name in allowed)


def _impurities(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=name)) if name in IMPURE_MEMBERS:
                found.add(name)
            case ast.Name(id=name, ctx=ast.Load()) if name in IMPURE_BUILTINS:
                found.add(name)
            case ast.ImportFrom(names=names):
                found |= {alias.name for alias in names} & IMPURE_MEMBERS
            case _:
                pass
    return found


def _cycles(imports: Mapping[str, frozenset[Imported]]) -> list[str]:
    graph = {name: {target.name for target in targets if target.ours} for name, targets in imports.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        ring = list(reversed(error.args[1]))[1:]
        first = ring.index(min(ring))
        return ["import cycle: " + " -> ".join(name or "__init__" for name in [*ring[first:], *ring[: first + 1]])]
    return []
