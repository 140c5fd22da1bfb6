"""The zip of a release: what is committed of the integration, at the root of the zip, the same bytes on every machine.

Before it is made, version, changelog and tag have to say the same. Afterwards a clean Home Assistant installs it: the
demo is set up from what is in the zip alone, and trades.
"""

import argparse
import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
import hashlib
import json
from pathlib import Path
import re
import subprocess
import sys
import tempfile
import zipfile

import aiohttp

from .demo import STRATEGIES, Login, add_demo_account, add_strategy, enter
from .hub import ROOT, HubFolder, free_port, running_hub
from .hub_client import HubClient

INTEGRATION = "custom_components/aurono"
STATES = "tests/migration/states"
"""Where each released version leaves what an installation of it looks like, for those that come after it."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip: the earliest that a zip can hold."""
_FILE_MODE = 0o100644 << 16
_HEADING = re.compile(r"^## \[(?P<version>[^\]]+)\] - (?P<date>\S+)$", re.MULTILINE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
PATIENCE = 180.0
"""Seconds that a slow machine may take until the demo has traded."""


class ReleaseError(Exception):
    """No release can be made of what is here; the message says why, one reason a line."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A checkout, by what is committed in it."""

    root: Path = ROOT

    def _git(self, *arguments: str) -> str:
        return subprocess.run(
            ["git", "-C", str(self.root), *arguments], check=True, capture_output=True, text=True
        ).stdout.strip()

    @property
    def version(self) -> str:
        """What the manifest says."""
        manifest = json.loads((self.root / INTEGRATION / "manifest.json").read_text(encoding="utf-8"))
        return str(manifest["version"])

    @property
    def filename(self) -> str:
        """What the zip has to be called, for HACS to find it."""
        return str(json.loads((self.root / "hacs.json").read_text(encoding="utf-8"))["filename"])

    @property
    def files(self) -> list[str]:
        """The committed files of the integration."""
        return self._git("ls-files", "--", INTEGRATION).splitlines()

    def problems(self, *, final: bool) -> Iterator[str]:
        """What stands against a release of what is here; ``final``: one that users get, not one to try."""
        if changed := self._git("status", "--porcelain", "--", INTEGRATION, "hacs.json", "CHANGELOG.md"):
            yield f"what is released has to be committed first:\n{changed}"
        heading = _HEADING.search((self.root / "CHANGELOG.md").read_text(encoding="utf-8"))
        if heading is None or heading["version"] != self.version:
            told = "nothing" if heading is None else heading["version"]
            yield f"the manifest says {self.version}, CHANGELOG.md begins with {told}"
        elif final and not _DATE.fullmatch(heading["date"]):
            yield f"CHANGELOG.md gives {self.version} no date, but says: {heading['date']}"
        if final and not (self.root / STATES / self.version).is_dir():
            how = f"AURONO_FREEZE={self.version} script/test tests/migration"
            yield f"{STATES} has no frozen state of {self.version}, which this makes: {how}"
        tags = self._git("tag", "--points-at", "HEAD").splitlines()
        if final and self.version not in {tag.removeprefix("v") for tag in tags}:
            yield f"this commit has no tag {self.version}" + (f", but: {', '.join(tags)}" if tags else "")


def check(repository: Repository, *, final: bool) -> None:
    """Make sure that a release can be made.

    Raises:
        ReleaseError: it cannot.
    """
    if problems := list(repository.problems(final=final)):
        raise ReleaseError("\n".join(problems))


def build(repository: Repository, folder: Path) -> Path:
    """Write the zip into a folder; returns its path.

    Nothing is compressed: what that gives depends on the machine, and the browser's part is small already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / repository.filename
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(repository.files):
            info = zipfile.ZipInfo(name.removeprefix(f"{INTEGRATION}/"), _EPOCH)
            info.create_system = 3
            info.external_attr = _FILE_MODE
            archive.writestr(info, (repository.root / name).read_bytes())
    return path


def install(archive: Path, folder: HubFolder, port: int) -> None:
    """Prepare a clean Home Assistant that has nothing of Aurono but what is in the zip."""
    folder.prepare(port)
    place = folder.path / "custom_components" / "aurono"
    place.unlink()
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(place)


async def try_out(archive: Path, folder: HubFolder) -> str:
    """Install the zip, set up the demo and wait for its first trade; returns what Home Assistant calls the version."""
    port = free_port()
    install(archive, folder, port)
    async with running_hub(folder) as hub, aiohttp.ClientSession() as session:
        client = HubClient(session, f"http://127.0.0.1:{port}")
        await enter(client, hub, Login("owner", "a password of the owner"))
        async with client.connect() as connection:
            await connection.wait_until_started()
            account = await add_demo_account(client, speed=3600)
            strategy = await add_strategy(client, connection, account, STRATEGIES[0])
            trades = (await connection.entities(account, strategy))["trades"]
            async with asyncio.timeout(PATIENCE):
                while (await connection.states())[trades]["state"] in {"0", "unknown"}:  # noqa: ASYNC110 - no event tells
                    await asyncio.sleep(0.2)
            panels = await connection.ask("get_panels")
            # What stands in for a panel that is missing has the same address, so what is served is looked at below.
            module = panels["aurono"]["config"]["_panel_custom"]["module_url"]
            async with session.get(f"http://127.0.0.1:{port}{module}") as answer:
                answer.raise_for_status()
                served = await answer.read()
            manifest = await connection.ask("manifest/get", integration="aurono")
        if await hub.stop() != 0:
            raise ReleaseError(f"Home Assistant did not stop as it should: {folder.log}")
    with zipfile.ZipFile(archive) as opened:
        if served != opened.read("frontend/aurono-panel.js"):
            raise ReleaseError("the panel that is served is not the one in the zip")
    return str(manifest["version"])


def _release(repository: Repository, out: Path, *, final: bool) -> Path:
    check(repository, final=final)
    archive = build(repository, out)
    with tempfile.TemporaryDirectory(prefix="aurono-release-") as folder:
        installed = asyncio.run(try_out(archive, HubFolder(Path(folder) / "hub")))
    if installed != repository.version:
        raise ReleaseError(f"Home Assistant installed {installed}, not {repository.version}")
    return archive


def main(arguments: Sequence[str] | None = None) -> int:
    """Make a release, or say why not."""
    parser = argparse.ArgumentParser(prog="script/release", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="folder for the zip (default: dist)")
    parser.add_argument("--try", dest="trial", action="store_true", help="without a date and a tag, to try it")
    options = parser.parse_args(arguments)
    repository = Repository()
    try:
        archive = _release(repository, options.out, final=not options.trial)
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{archive}: {repository.version}, sha256 {hashlib.sha256(archive.read_bytes()).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
