"""The locks install the same everywhere, and what they install is what the manifest allows."""

from importlib.metadata import version
import json
from pathlib import Path
import re

import homeassistant
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
import pytest

ROOT = Path(__file__).parents[1]
MANIFEST = json.loads((ROOT / "custom_components" / "aurono" / "manifest.json").read_text())
CONSTRAINTS = Path(homeassistant.__file__).with_name("package_constraints.txt")
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
LOCKS_WITH_HOME_ASSISTANT = [lock for lock in LOCKS if "\nhomeassistant==" in lock.read_text()]


@pytest.mark.parametrize("line", MANIFEST["requirements"])
def test_given_the_manifest_when_compared_with_what_the_tests_run_on_then_that_version_is_allowed(line: str) -> None:
    requirement = Requirement(line)

    assert requirement.specifier, "an open requirement would take whatever is newest"
    assert version(requirement.name) in requirement.specifier


@pytest.mark.parametrize("line", MANIFEST["requirements"])
def test_given_both_environments_when_their_locks_are_read_then_a_requirement_of_ours_has_one_version(
    line: str,
) -> None:
    requirement = Requirement(line)
    pin = re.compile(rf"^{canonicalize_name(requirement.name)}==(\S+)", re.MULTILINE)
    pins = {pin.findall(lock.read_text())[0] for lock in LOCKS_WITH_HOME_ASSISTANT}

    assert version(requirement.name) in pins
    assert all(each in requirement.specifier for each in pins)
    # Where Home Assistant says which version it wants, each of its versions has its own.
    assert len(pins) == 1 or f"\n{requirement.name}==" in CONSTRAINTS.read_text()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_given_a_lock_when_read_then_every_line_is_a_pinned_version_or_its_hash(lock: Path) -> None:
    pin = r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[0-9A-Za-z.!+]+( ; [^/@]+)? \\"
    checksum = r"    --hash=sha256:[0-9a-f]{64}( \\)?"

    lines = lock.read_text().splitlines()

    assert [line for line in lines if not re.fullmatch(f"{pin}|{checksum}", line)] == []
