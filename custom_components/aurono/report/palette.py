"""The few colours of a report: each is readable on white and on nearly black, at least as 4 to 1."""

from collections.abc import Mapping
from types import MappingProxyType

COLOURS: Mapping[str, str] = MappingProxyType(
    {"good": "#158a48", "bad": "#d8433b", "warn": "#a5700a", "accent": "#3079d1", "quiet": "#7c7c7c"}
)
