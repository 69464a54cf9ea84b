"""Keeps the drawing of a picture that is the same on every sheet: what it adds to a page is written again, not drawn.

This knows how WeasyPrint 70 draws, and not WeasyPrint itself: a picture draws itself into a stream.
"""

from collections.abc import Mapping
from typing import Any

_COLOURS = ("_current_color", "_current_color_stroke", "_current_alpha", "_current_alpha_stroke", "_current_font")
_PARTS = ("XObject", "Pattern", "Shading")


class KeptPictures(dict[str, Any]):
    """The pictures of the bundle by their address. Others belong to one document, and would fill the memory."""

    def __setitem__(self, address: str, picture: Any) -> None:
        if address.startswith("bundle:") and picture is not None:
            super().__setitem__(address, _KeptPicture(picture))


class _KeptPicture:
    """A picture whose drawing is kept by its size."""

    def __init__(self, picture: Any) -> None:
        self._picture = picture
        self._drawings: dict[tuple[float, float], tuple[list[bytes], dict[str, Any]]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._picture, name)

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Draws into the stream. Only what goes into an empty group of its own, and makes no other objects of the file,
        depends on nothing but the size."""
        states = stream._resources["ExtGState"]
        is_fresh = not states and all(getattr(stream, name) is None for name in _COLOURS)
        if is_fresh and (kept := self._drawings.get((width, height))):
            stream.stream.extend(kept[0])
            states.update(_copied(kept[1]))
            return
        before, parts = len(stream.stream), _sizes(stream)
        self._picture.draw(stream, width, height, style)
        if is_fresh and parts == _sizes(stream):
            self._drawings[width, height] = (stream.stream[before:], _copied(states))


def _copied(states: Mapping[str, Any]) -> dict[str, Any]:
    return {name: type(state)(state) for name, state in states.items()}


def _sizes(stream: Any) -> list[int]:
    """Returns how many objects of the file the stream refers to, besides its states."""
    return [len(stream._resources[part]) for part in _PARTS] + [len(stream._images), len(stream._fonts)]
