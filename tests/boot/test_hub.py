"""The process of a hub."""

from pathlib import Path
import sys

import pytest

from script.lib.hub import HASS, HubFolder, HubProcess


async def test_given_two_hubs_on_a_machine_then_each_has_temporary_files_of_its_own(tmp_path: Path) -> None:
    if not HASS.exists():
        pytest.skip("Home Assistant is not installed: script/setup does it")
    tells = tmp_path / "tells.py"
    tells.write_text("import tempfile\nprint(tempfile.gettempdir())\n")
    told = []
    for name in ("one", "other"):
        folder = HubFolder(tmp_path / name)
        folder.path.mkdir()
        hub = await HubProcess.start(folder, (sys.executable, tells))
        assert await hub.wait() == 0
        told.append(Path(folder.log.read_text().strip()))

    one, other = told
    assert one.is_relative_to(tmp_path / "one")
    assert other.is_relative_to(tmp_path / "other")
