"""What every test of Aurono shares.

Tests import the integration as Home Assistant does, by its full name, so that importing
`custom_components.aurono.engine` executes the integration's `__init__` as well; the plugin has Home Assistant loaded
anyway. That the sub-packages need neither is proven in processes of their own, which enter through
`custom_components/aurono/standalone.py`: see `test_standalone.py`.

The plugin allows sockets to no one. A test that talks over loopback asks for its fixture `socket_enabled`.
"""

from pathlib import Path

from homeassistant.core import HomeAssistant
from hypothesis import settings
import pytest

# How long an example takes says nothing about the code on a machine that does other work as well. CI draws the same
# examples every time, by hypothesis's own profile for it; elsewhere new ones are drawn.
settings.register_profile("aurono", settings(), deadline=None)
settings.load_profile("aurono")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a test after the argument that is bytes or a long text, not after what is in it.

    Workers that run tests side by side must collect the same names, or none of them runs anything. A zip holds the
    second in which it was packed.
    """
    return argname if isinstance(val, bytes) or (isinstance(val, str) and len(val) > 80) else None


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Give every test a configuration folder of its own, so that nothing lands in the repository.

    The plugin's own folder holds a `custom_components` package that would hide ours. Home Assistant's loader imports
    `custom_components` by name and finds the one of the repository, which pytest has on its path.
    """
    return str(tmp_path)


@pytest.fixture
def hass(hass: HomeAssistant, enable_custom_integrations: None) -> HomeAssistant:
    """Start every Home Assistant of these tests with custom integrations allowed."""
    return hass
