"""What HACS, and the Marketplace of Home Assistant, ask of a repository, as far as it can be asked without GitHub.

The rest (topics, description, issues switched on) is asked by HACS's own action: .github/workflows/validate.yml.
"""

import json
from pathlib import Path
import re
import shutil
import struct
import subprocess

from awesomeversion import AwesomeVersion
from homeassistant.const import __version__
import pytest

INTEGRATION = Path("custom_components/aurono")
MANIFEST = json.loads((INTEGRATION / "manifest.json").read_text(encoding="utf-8"))
HACS = json.loads(Path("hacs.json").read_text(encoding="utf-8"))

_KEYS = {
    "name": str,
    "content_in_root": bool,
    "country": str,
    "filename": str,
    "hacs": str,
    "hide_default_branch": bool,
    "homeassistant": str,
    "persistent_directory": str,
    "render_readme": bool,
    "zip_release": bool,
}
_IMAGES = {
    # Home Assistant's rules: icons are square, of 256 and 512; the shorter side of a logo 128 to 256, and twice that.
    "icon.png": (256, 256),
    "icon@2x.png": (512, 512),
    "logo.png": (128, 256),
    "logo@2x.png": (256, 512),
}


def size(path: Path) -> tuple[int, int]:
    """Width and height of a PNG."""
    head = path.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n", path
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def test_hacs_json_has_what_is_allowed_and_no_more() -> None:
    assert HACS["name"]
    for key, value in HACS.items():
        assert isinstance(value, _KEYS[key]), key
    assert not HACS.get("zip_release") or HACS["filename"].endswith(".zip")
    assert "persistent_directory" not in HACS, "what has to survive an update belongs in the configuration folder"


def test_the_oldest_home_assistant_is_one_that_the_tests_run_on() -> None:
    oldest = AwesomeVersion(HACS["homeassistant"])
    assert oldest.valid
    assert oldest <= AwesomeVersion(__version__)
    assert f"Home Assistant {HACS['homeassistant'].rpartition('.')[0]} or newer" in Path("README.md").read_text(
        encoding="utf-8"
    )


def test_one_integration_with_the_keys_that_hacs_needs() -> None:
    folders = [path for path in Path("custom_components").iterdir() if path.is_dir() and path.name != "__pycache__"]
    assert [path.name for path in folders] == [MANIFEST["domain"]]
    assert {"codeowners", "documentation", "domain", "issue_tracker", "name", "version"} <= MANIFEST.keys()
    assert MANIFEST["codeowners"]
    assert all(owner.startswith("@") for owner in MANIFEST["codeowners"])
    assert MANIFEST["name"] == HACS["name"]


def test_readme_and_license_are_there() -> None:
    assert Path("README.md").read_text(encoding="utf-8").startswith("# Aurono")
    assert Path("info.md").exists()
    assert "Apache License" in Path("LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("dark", ["", "dark_"])
@pytest.mark.parametrize("name", _IMAGES)
def test_brand_images_have_the_right_size(name: str, dark: str) -> None:
    path = INTEGRATION / "brand" / f"{dark}{name}"
    width, height = size(path)
    least, most = _IMAGES[name]
    if "icon" in name:
        assert (width, height) == (least, most)
    else:
        assert least <= min(width, height) <= most
        assert width > height
    if "@2x" in name:
        normal = size(path.with_name(path.name.replace("@2x", "")))
        assert (width, height) == (2 * normal[0], 2 * normal[1])


def test_the_workflow_asks_hacs_and_home_assistant_for_the_rest() -> None:
    workflow = Path(".github/workflows/validate.yml").read_text(encoding="utf-8")
    assert "hacs/action" in workflow
    assert "home-assistant/actions/hassfest" in workflow
    assert "category: integration" in workflow
    assert re.search(r"bash \.ci/run", Path(".github/workflows/test.yml").read_text(encoding="utf-8"))


def test_nothing_else_in_the_repository_is_taken_for_an_integration() -> None:
    # Home Assistant's action takes the folder of every manifest.json of the checkout for one.
    git = shutil.which("git")
    if git is None or not Path(".git").exists():
        pytest.skip("this is no checkout, so what is in one cannot be told from what only lies here")
    listed = subprocess.run([git, "ls-files"], check=True, capture_output=True, text=True).stdout.splitlines()
    assert [path for path in listed if Path(path).name == "manifest.json"] == [f"{INTEGRATION}/manifest.json"]
