"""YAML as site files need it: safe, no key twice, and every value remembers its line and its spelling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser reads the registry in a fifth of the time


class YamlError(ValueError):
    """The text is YAML, but not what a site file may hold."""


@dataclass(frozen=True)
class Lines:
    """Where each value of a document stands."""

    root: yaml.Node | None

    def _node(self, path: tuple[str | int, ...]) -> tuple[yaml.Node | None, bool]:
        """The deepest node on the path, and whether it is that of the last step."""
        node, exact = self.root, True
        for part in path:
            child = None
            if isinstance(node, yaml.MappingNode):
                child = next((value for key, value in node.value if key.value == part), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                child = node.value[part]
            # A path may name a union member ("suffix"), which the document does not: skip it.
            node, exact = (child, True) if child is not None else (node, False)
        return node, exact

    def line(self, path: tuple[str | int, ...]) -> int | None:
        """Line number (from 1) of the value, or of the nearest one above it; None for an empty document."""
        node, _ = self._node(path)
        return None if node is None else int(node.start_mark.line) + 1

    def raw(self, path: tuple[str | int, ...]) -> str | None:
        """The value as it is written, for plain values; None for others."""
        node, exact = self._node(path)
        return node.value if exact and isinstance(node, yaml.ScalarNode) else None


def read(text: str) -> tuple[Any, Lines]:
    """Parses one document. Raises yaml.YAMLError, or YamlError for a key that stands twice."""
    loader = _LOADER(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return None, Lines(None)
        _no_key_twice(root)
        return loader.construct_document(root), Lines(root)
    finally:
        loader.dispose()


def _no_key_twice(node: yaml.Node) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise YamlError(f"line {key.start_mark.line + 1}: the key {key.value} stands twice; keep one")
            seen.add(key.value)
            _no_key_twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _no_key_twice(item)
