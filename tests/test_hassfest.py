"""What hassfest, Home Assistant's own check of integrations, asks of a custom one, as far as it can be asked offline.

hassfest itself is no part of an installed Home Assistant: it runs in .github/workflows/validate.yml.
"""

import ast
from collections.abc import Iterator, Mapping
import json
from pathlib import Path
import re
from typing import Any

from awesomeversion import AwesomeVersion, AwesomeVersionStrategy
import homeassistant
from homeassistant.const import Platform
from homeassistant.helpers.selector import validate_selector
from homeassistant.util.yaml import load_yaml_dict
import pytest

from custom_components.aurono.execution.errors import TradingProblem
from custom_components.aurono.execution.questions import QuestionKind
from custom_components.aurono.issues import Issue

INTEGRATION = Path("custom_components/aurono")
COMPONENTS = Path(homeassistant.__file__).parent / "components"

MANIFEST: dict[str, Any] = json.loads((INTEGRATION / "manifest.json").read_text(encoding="utf-8"))
TEXTS: dict[str, Any] = json.loads((INTEGRATION / "translations" / "en.json").read_text(encoding="utf-8"))
ICONS: dict[str, Any] = json.loads((INTEGRATION / "icons.json").read_text(encoding="utf-8"))
SOURCES = {path: path.read_text(encoding="utf-8") for path in sorted(INTEGRATION.rglob("*.py"))}

_SECTIONS = set(
    "common conditions config config_panel config_subentries device device_automation entity exceptions issues options"
    " preview_features selector services system_health title triggers".split()
)
_ALWAYS_THERE = {platform.value for platform in Platform} | set(
    "automation backup conversation device_automation diagnostics frontend homeassistant http llm logbook recorder"
    " repairs system_health websocket_api".split()
)
"""What may be imported undeclared: bases of entities, what every Home Assistant has, and platforms of those."""


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of nested records with the path of its keys."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from leaves(value, f"{path}.{key}" if path else key)
    else:
        yield path, node


# -- manifest


def test_manifest_keys_are_known_and_in_order() -> None:
    rest = [key for key in MANIFEST if key not in {"domain", "name"}]
    assert list(MANIFEST) == ["domain", "name", *sorted(rest)]
    assert set(rest) <= set(
        "after_dependencies codeowners config_flow dependencies documentation integration_type iot_class issue_tracker"
        " loggers requirements version".split()
    )


def test_manifest_values_are_what_home_assistant_takes() -> None:
    assert MANIFEST["domain"] == INTEGRATION.name
    assert not (COMPONENTS / MANIFEST["domain"]).exists(), "Home Assistant has an integration of this name"
    version = AwesomeVersion(MANIFEST["version"], ensure_strategy=AwesomeVersionStrategy.SEMVER)
    assert version.valid
    for key in ("documentation", "issue_tracker"):
        assert MANIFEST[key].startswith("https://")
        assert "home-assistant.io" not in MANIFEST[key]
    assert MANIFEST["integration_type"] == "service"
    assert MANIFEST["iot_class"] == "cloud_polling"
    assert all(" " not in requirement for requirement in MANIFEST["requirements"])
    for domain in (*MANIFEST["dependencies"], *MANIFEST["after_dependencies"]):
        assert (COMPONENTS / domain).is_dir(), domain


def test_what_is_imported_of_home_assistant_is_declared() -> None:
    declared = {*MANIFEST["dependencies"], *MANIFEST["after_dependencies"], *_ALWAYS_THERE}
    for path, source in SOURCES.items():
        used: set[str] = set()
        for node in ast.walk(ast.parse(source)):
            names = []
            if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module is not None:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            used |= {name.split(".")[2] for name in names if re.match(r"homeassistant\.components\.\w", name)}
        assert used <= declared, path


def test_the_entry_has_a_flow_and_no_yaml() -> None:
    init, flow = SOURCES[INTEGRATION / "__init__.py"], SOURCES[INTEGRATION / "config_flow.py"]
    assert MANIFEST["config_flow"] is True
    assert "async_set_unique_id" in flow
    assert "config_entry_only_config_schema" in init
    assert not (INTEGRATION / "strings.json").exists(), "a custom integration has translations alone"


# -- texts


def test_texts_have_known_sections_and_plain_values() -> None:
    assert TEXTS.keys() <= _SECTIONS
    for path, text in leaves(TEXTS):
        assert isinstance(text, str), path
        assert text == text.strip(), path
        assert not re.search(r"<[a-z/][^>]*>", text), f"{path}: HTML"
        assert "[%key:" not in text, path
        assert "http" not in text, f"{path}: an address is a placeholder's business"
        assert re.fullmatch(r"[a-z0-9_.-]+", path), path


@pytest.mark.parametrize(
    "flow", [TEXTS["config"], TEXTS["options"], *TEXTS["config_subentries"].values()], ids=lambda flow: str(list(flow))
)
def test_every_field_of_a_flow_is_named_and_described(flow: Mapping[str, Any]) -> None:
    for step, shown in flow["step"].items():
        for body in (shown, *shown.get("sections", {}).values()):
            assert body.get("data", {}).keys() == body.get("data_description", {}).keys(), step


def test_subentries_are_named() -> None:
    for kind, texts in TEXTS["config_subentries"].items():
        assert {"entry_type", "initiate_flow", "step"} <= texts.keys(), kind


def test_issues_have_a_title_and_either_a_description_or_a_way_to_fix_them() -> None:
    for name, issue in TEXTS["issues"].items():
        assert "title" in issue, name
        assert ("description" in issue) != ("fix_flow" in issue), name
    assert {issue.value for issue in Issue} | {kind.value for kind in QuestionKind} == TEXTS["issues"].keys()


def test_every_exception_that_is_raised_has_its_message() -> None:
    raised = {problem.value for problem in TradingProblem}
    for path, source in SOURCES.items():
        for node in ast.walk(ast.parse(source)):
            if not isinstance(node, ast.Call):
                continue
            given = {keyword.arg: keyword.value for keyword in node.keywords}
            key = given.get("translation_key")
            if "translation_domain" in given and isinstance(key, ast.Constant):
                raised.add(str(key.value))
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            # What a person meets is translated: an error of these kinds says where its text is.
            if name in {"HomeAssistantError", "ServiceValidationError", "ConfigEntryError", "ConfigEntryNotReady"}:
                assert "translation_key" in given or node.args == [] or "translation_domain" in given, (
                    path,
                    node.lineno,
                )
    assert raised <= TEXTS["exceptions"].keys()
    assert all(set(texts) == {"message"} for texts in TEXTS["exceptions"].values())


# -- actions, triggers, conditions


@pytest.mark.parametrize("kind", ["services", "triggers", "conditions"])
def test_descriptions_texts_and_icons_agree(kind: str) -> None:
    described = load_yaml_dict(str(INTEGRATION / f"{kind}.yaml"))
    described = {name: body or {} for name, body in described.items() if not name.startswith(".")}
    texts = TEXTS[kind]

    assert described.keys() == texts.keys()
    assert ICONS[kind].keys() == texts.keys()
    for name, body in described.items():
        assert {"name", "description"} <= texts[name].keys()
        fields = dict(body.get("fields", {}))
        for section, inner in list(fields.items()):
            if "fields" in (inner or {}):
                del fields[section]
                fields |= inner["fields"]
                assert "name" in texts[name]["sections"][section]
        assert fields.keys() == texts[name].get("fields", {}).keys(), name
        for field, about in fields.items():
            assert {"name", "description"} <= texts[name]["fields"][field].keys(), (name, field)
            validate_selector(about["selector"])
            chosen = (about["selector"].get("select") or {}).get("translation_key")
            assert chosen is None or chosen in TEXTS["selector"], (name, field)


# -- entities and icons


def test_icons_are_known_kinds_and_none_repeats_its_default() -> None:
    assert ICONS.keys() == {"conditions", "entity", "services", "triggers"}
    for path, icon in leaves(ICONS):
        assert re.fullmatch(r"mdi:[a-z0-9-]+", icon), path
    for domain, entities in ICONS["entity"].items():
        assert entities.keys() <= TEXTS["entity"][domain].keys(), domain
        for key, icons in entities.items():
            assert icons.get("default") not in icons.get("state", {}).values(), key


def test_every_kind_of_entity_is_named_and_has_an_icon() -> None:
    for domain, entities in TEXTS["entity"].items():
        for key, texts in entities.items():
            assert "name" in texts, (domain, key)
            has_class = f'key="{key}"' in str(SOURCES) and domain == "binary_sensor" and key == "connectivity"
            assert key in ICONS["entity"][domain] or has_class, (domain, key)


def test_no_code_holds_text_of_an_entity() -> None:
    for path, source in SOURCES.items():
        assert "_attr_name" not in source, path
        assert "_attr_icon" not in source, path
