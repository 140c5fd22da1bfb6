"""A real Home Assistant with Aurono: a folder of its own, and a process of its own.

`script/run` and the boot test start it through this module and drive it through `hub_client`, as a browser would.
Nothing here imports Home Assistant, so any Python with the standard library can prepare and start one.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
import fcntl
import json
import os
from pathlib import Path
import secrets
import shutil
import signal
import socket
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
INTEGRATION = ROOT / "custom_components" / "aurono"
HASS = ROOT / ".venv" / "bin" / "hass"
HOST = "127.0.0.1"
_ASKED_FOR_BY_NUMBER = range(20_000, 30_000)
"""Ports below those that the system gives to connections, and to servers that name none: on Linux from 32768 on."""
RESTART_REQUESTED = 100
"""What Home Assistant exits with when its user asked for a restart."""

_CONFIGURATION = """\
# A hub for trying Aurono, made by script/run. Yours to change; `script/run --fresh` makes it anew.
homeassistant:
  name: Aurono
  country: NL
  currency: EUR
  time_zone: Europe/Amsterdam
  unit_system: metric
  latitude: 52.37
  longitude: 4.9
  elevation: 0

config:
frontend:
history:
logbook:

logger:
  default: warning
  logs:
    # Cameras: what they need is not installed here, and not missed.
    haffmpeg: fatal
    homeassistant.components.camera.img_util: fatal

# What its user makes in the browser.
automation: !include automations.yaml
scene: !include scenes.yaml
script: !include scripts.yaml
"""

_MADE_IN_THE_BROWSER = {"automations.yaml": "[]\n", "scenes.yaml": "[]\n", "scripts.yaml": "{}\n"}
_ONBOARDING_STEPS_SKIPPED = ("core_config", "analytics")
"""The location stands in the configuration; the step would also add a weather and a radio that want the internet."""


class HubError(Exception):
    """Home Assistant cannot be started, or ended by itself; the message says what to do about it."""


@dataclass(frozen=True, slots=True)
class HubFolder:
    """The configuration folder of a hub."""

    path: Path

    @property
    def is_new(self) -> bool:
        """Whether no Home Assistant was ever prepared here."""
        return not (self.path / "configuration.yaml").exists()

    @property
    def log(self) -> Path:
        """What Home Assistant and Python wrote during the current or last run."""
        return self.path / "hub.log"

    def check_free(self) -> None:
        """Make sure that no Home Assistant runs in the folder.

        Raises:
            HubError: one does.
        """
        with suppress(FileNotFoundError), (self.path / ".ha_run.lock").open("rb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as held:
                pid = json.loads(lock.read())["pid"]
                raise HubError(
                    f"A hub runs in {self.path} already. Stop it with Ctrl-C where it was started, or with: kill {pid}"
                ) from held

    def clear(self) -> None:
        """Delete the folder, unless it holds something else than a hub.

        Raises:
            HubError: the folder is not one of ours.
        """
        if not self.path.exists():
            return
        if self.is_new and any(self.path.iterdir()):
            raise HubError(f"{self.path} holds something else than a hub; choose another folder.")
        shutil.rmtree(self.path)

    def prepare(self, port: int) -> None:
        """Make what the next start needs; what Home Assistant and its user changed since stays.

        Raises:
            HubError: the folder holds something else than a hub.
        """
        if self.is_new and self.path.exists() and any(self.path.iterdir()):
            raise HubError(f"{self.path} holds something else than a hub; choose another folder.")
        storage = self.path / ".storage"
        storage.mkdir(parents=True, exist_ok=True)
        self._link_integration()
        _write_store(storage / "http", _http_store(storage / "http", port))
        if self.is_new:
            done = {"done": list(_ONBOARDING_STEPS_SKIPPED)}
            _write_store(storage / "onboarding", {"version": 4, "key": "onboarding", "data": done})
            for name, empty in _MADE_IN_THE_BROWSER.items():
                (self.path / name).write_text(empty)
            # Written last: its presence says that the folder is whole.
            (self.path / "configuration.yaml").write_text(_CONFIGURATION)

    def _link_integration(self) -> None:
        link = self.path / "custom_components" / "aurono"
        link.parent.mkdir(exist_ok=True)
        if link.is_symlink() and link.resolve() == INTEGRATION:
            return
        if link.is_dir() and not link.is_symlink():
            # A backup that was put back brings what the link led to.
            shutil.rmtree(link)
        link.unlink(missing_ok=True)
        link.symlink_to(INTEGRATION, target_is_directory=True)


def _http_store(file: Path, port: int) -> dict[str, object]:
    """Home Assistant's own store of its web server's settings, listening on this machine alone.

    An `http:` block in YAML would be imported as a trial, which ends after five minutes with a restart. The first
    version of the store holds nothing but the settings; Home Assistant completes it.
    """
    address = {"server_host": [HOST], "server_port": port}
    with suppress(FileNotFoundError):
        store: dict[str, Any] = json.loads(file.read_text())
        if store["version"] > 1:
            store["data"]["stable"] |= address
            store["data"]["pending"] = None
            return store
    return {"version": 1, "key": "http", "data": address}


def _write_store(file: Path, content: Mapping[str, object]) -> None:
    file.write_text(json.dumps(content, indent=2))
    file.chmod(0o600)


def free_port() -> int:
    """A port on loopback that nothing listens on at the moment, nor is given to whoever asks for any port.

    A hub listens on it only after some seconds, and gives it up while it restarts.
    """
    while True:
        port = secrets.choice(_ASKED_FOR_BY_NUMBER)
        with socket.socket() as probe, suppress(OSError):
            probe.bind((HOST, port))
            return port


def check_port(port: int) -> None:
    """Make sure that Home Assistant can listen there.

    Raises:
        HubError: something else listens on the port, or this user may not.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as trouble:
            raise HubError(
                f"Port {port} cannot be used ({trouble.strerror}). "
                f"Stop what listens there, or choose another: --port {port + 1}."
            ) from trouble


class HubProcess:
    """A running Home Assistant. It is a session of its own, so that Ctrl-C reaches it once, from us."""

    def __init__(self, process: asyncio.subprocess.Process, folder: HubFolder) -> None:
        self._process = process
        self._folder = folder

    @classmethod
    async def start(cls, folder: HubFolder, command: Sequence[str | Path] = (HASS,)) -> HubProcess:
        """Start Home Assistant in a prepared folder, its output going to the folder's log.

        Raises:
            HubError: its environment has not been made.
        """
        if not HASS.exists():
            raise HubError("Home Assistant is not installed here yet: run script/setup.")
        environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
        # Home Assistant keeps uploads of all hubs of a machine in one folder, which the first that stops removes.
        temporary = folder.path / ".cache" / "tmp"
        temporary.mkdir(parents=True, exist_ok=True)
        environment["TMPDIR"] = str(temporary)
        with folder.log.open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                *command,
                *("--config", folder.path, "--skip-pip", "--log-no-color"),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env=environment,
            )
        return cls(process, folder)

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process.returncode is None

    async def wait(self) -> int:
        """Wait for its end; its exit code."""
        return await self._process.wait()

    async def stop(self, patience: float = 90) -> int:
        """Ask it to stop, wait until it has, and return its exit code (0 when it stopped as it should).

        One that does not answer within ``patience`` seconds is killed; what Aurono committed before is safe.
        """
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(patience):
                return await self._process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                self._process.kill()
            return await self._process.wait()

    async def kill(self) -> None:
        """End it in the middle of whatever it does, as a power cut would; returns once it is gone."""
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()

    def ended(self) -> HubError:
        """Why it is gone, for its user."""
        last = self._folder.log.read_text(errors="replace").strip().splitlines()[-15:]
        return HubError(
            f"Home Assistant ended by itself with exit code {self._process.returncode}. Its last words:\n"
            + "\n".join(f"  {line}" for line in last)
            + f"\nThe whole log is in {self._folder.log}."
        )


@asynccontextmanager
async def running_hub(folder: HubFolder, command: Sequence[str | Path] = (HASS,)) -> AsyncIterator[HubProcess]:
    """A Home Assistant that is stopped at the end, whatever happens."""
    hub = await HubProcess.start(folder, command)
    try:
        yield hub
    finally:
        if hub.running:
            await asyncio.shield(hub.stop())
