"""Every text exists in every language, with the same values to fill in."""

from collections.abc import Iterator
import json
from pathlib import Path
import re

import pytest

FOLDER = Path("custom_components/aurono/translations")
LANGUAGES = ("de", "en", "fr", "nl")

_PLAIN = re.compile(r"\{(\w+)\}")
_CHOICE = re.compile(r"\{(\w+),\s*(plural|select|selectordinal),")


def texts(language: str) -> dict[str, str]:
    """Each text of a language under the path of its keys."""

    def walk(node: object, path: str) -> Iterator[tuple[str, str]]:
        if isinstance(node, dict):
            for key, value in node.items():
                yield from walk(value, f"{path}.{key}" if path else key)
        else:
            assert isinstance(node, str), path
            yield path, node

    return dict(walk(json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8")), ""))


def values(text: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """What a text is filled in with: names, and names that a plural or choice hangs on."""
    choices = frozenset(_CHOICE.findall(text))
    names = {name for name, _ in choices}
    return frozenset(name for name in _PLAIN.findall(text) if name not in names), choices


def words(text: str) -> list[str]:
    """The words of a text, without what is filled in."""
    return re.findall(r"[^\W\d_]+", re.sub(r"\{[^}]*\}", "", text))


def test_there_are_four_languages() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == list(LANGUAGES)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_text_is_there_with_the_same_values_to_fill_in(language: str) -> None:
    english, translated = texts("en"), texts(language)

    assert sorted(english.keys() - translated.keys()) == []
    assert sorted(translated.keys() - english.keys()) == []
    assert [key for key, text in english.items() if values(text) != values(translated[key])] == []
    assert [key for key, text in translated.items() if not text or text != text.strip()] == []


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_long_texts_are_translated(language: str) -> None:
    english, translated = texts("en"), texts(language)

    same = [key for key, text in english.items() if len(words(text)) >= 4 and translated[key] == text]

    assert same == []
