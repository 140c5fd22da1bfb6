"""What the comparison with the panel's engine needs beyond Python."""

from pathlib import Path
import shutil

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def node_packages() -> None:
    """Skip where Node or the packages that the panel is built with are missing."""
    if shutil.which("node") is None or not (ROOT / "frontend" / "node_modules" / ".bin" / "vite").exists():
        pytest.skip("needs Node and the panel's packages: npm ci --prefix frontend")
