"""Every rule of Home Assistant's quality scale is answered, and what is called evidence is there."""

import ast
from pathlib import Path
import re
from typing import Any

from homeassistant.const import Platform
from homeassistant.util.yaml import load_yaml_dict
import pytest

INTEGRATION = Path("custom_components/aurono")
RULES = {
    "bronze": """
        action-setup appropriate-polling brands common-modules config-flow config-flow-test-coverage
        dependency-transparency docs-actions docs-conditions docs-high-level-description docs-installation-instructions
        docs-removal-instructions docs-triggers entity-event-setup entity-unique-id has-entity-name runtime-data
        test-before-configure test-before-setup unique-config-entry
    """,
    "silver": """
        action-exceptions config-entry-unloading docs-configuration-parameters docs-installation-parameters
        entity-unavailable integration-owner log-when-unavailable parallel-updates reauthentication-flow test-coverage
    """,
    "gold": """
        devices diagnostics discovery discovery-update-info docs-data-update docs-examples docs-known-limitations
        docs-supported-devices docs-supported-functions docs-troubleshooting docs-use-cases dynamic-devices
        entity-category entity-device-class entity-disabled-by-default entity-translations exception-translations
        icon-translations reconfiguration-flow repair-issues stale-devices
    """,
    "platinum": "async-dependency inject-websession strict-typing",
}
ALL_RULES = {rule for rules in RULES.values() for rule in rules.split()}
"""As hassfest knows them (script/hassfest/quality_scale.py of Home Assistant)."""

_PATH = re.compile(r"(?:custom_components|tests|docs|script|README\.md|pyproject\.toml)[\w/.]*(?:#[\w-]+)?")


@pytest.fixture(scope="module")
def scale() -> dict[str, Any]:
    rules: dict[str, Any] = load_yaml_dict(str(INTEGRATION / "quality_scale.yaml"))["rules"]
    return rules


def anchors(path: Path) -> set[str]:
    """What links into a Markdown file may name: its headings, as GitHub and Home Assistant write them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_rule_is_answered_and_no_other(scale: dict[str, Any]) -> None:
    assert len(ALL_RULES) == 54
    assert set(scale) == ALL_RULES


def test_what_is_not_done_says_why_and_what_is_done_names_evidence(scale: dict[str, Any]) -> None:
    for rule, answer in scale.items():
        assert answer["status"] in {"done", "exempt"}, rule
        assert answer["comment"].strip(), rule
        if answer["status"] == "exempt":
            assert len(answer["comment"]) > 40, rule
            continue
        evidence = _PATH.findall(answer["comment"])
        assert evidence, rule
        for each in evidence:
            name, _, anchor = each.rstrip(".").partition("#")
            assert Path(name).exists(), (rule, name)
            if anchor:
                assert anchor in anchors(Path(name)), (rule, each)
            assert anchor or not rule.startswith("docs-"), rule


def test_links_between_documents_lead_somewhere() -> None:
    documents = [Path("README.md"), Path("ARCHITECTURE.md"), Path("info.md"), *Path("docs").glob("*.md")]
    for document in documents:
        for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
            if target.startswith(("http:", "https:")):
                continue
            name, _, anchor = target.partition("#")
            path = (document.parent / name).resolve() if name else document
            assert path.exists(), (document, target)
            if anchor and path.suffix == ".md":
                assert anchor in anchors(path), (document, target)


def test_the_architecture_names_no_file_that_is_not_there() -> None:
    there = {
        "/" + path.as_posix()
        for folder in ("custom_components", "frontend/src", "script", "tests", "benchmarks")
        for path in Path(folder).rglob("*")
        if path.is_file()
    }
    named = re.findall(r"`([\w/.-]+\.(?:py|ts|j2|js))`", Path("ARCHITECTURE.md").read_text(encoding="utf-8"))
    assert len(named) > 100
    assert [name for name in named if not any(path.endswith(f"/{name}") for path in there)] == []


def test_every_platform_says_how_many_updates_run_at_once() -> None:
    platforms = [path for platform in Platform if (path := INTEGRATION / f"{platform}.py").exists()]
    assert len(platforms) >= 5
    for path in platforms:
        assigned = [
            target.id
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        ]
        assert "PARALLEL_UPDATES" in assigned, path
