"""Labels that do not collide: each is put where it covers no other label and no mark, or is left out."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.records.evidence import Record

#: Width of a letter of the labels' face (Noto Sans), as a share of the type's size; wide on purpose.
LETTER = 0.58


class Rectangle(Record, frozen=True):
    """A rectangle in the drawing's units."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rectangle) -> bool:
        """Whether the two have an inner point in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Rectangle) -> bool:
        """Whether it lies in the other."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


class Label(Record, frozen=True):
    """A label at its base line; ``anchor`` is SVG's ``text-anchor``."""

    text: str
    x: float
    y: float
    anchor: str
    box: Rectangle


class Sheet:
    """What is taken of a drawing, and where there is still room."""

    def __init__(self, frame: Rectangle, taken: Iterable[Rectangle] = ()) -> None:
        self._frame = frame
        self._taken = list(taken)

    def take(self, box: Rectangle) -> None:
        """Let nothing else be put there."""
        self._taken.append(box)

    def free(self, box: Rectangle) -> bool:
        """Whether the rectangle lies in the frame and nothing is there."""
        return box.within(self._frame) and not any(box.meets(other) for other in self._taken)

    def beside(self, text: str, x: float, y: float, gap: float, size: float) -> Label | None:
        """The label beside a mark of radius ``gap``, at the first of eight places that is free; None where none is."""
        width, high, low = len(text) * size * LETTER, size * 0.8, size * 0.25
        away = gap + 3
        slant = gap * 0.7 + 3
        for dx, dy, anchor in (
            (away, size * 0.3, "start"),
            (-away, size * 0.3, "end"),
            (0, -away - low, "middle"),
            (0, away + high, "middle"),
            (slant, -slant, "start"),
            (slant, slant + high * 0.7, "start"),
            (-slant, -slant, "end"),
            (-slant, slant + high * 0.7, "end"),
        ):
            left = x + dx - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
            box = Rectangle(left=left, top=y + dy - high, right=left + width, bottom=y + dy + low)
            if self.free(box):
                self.take(box)
                return Label(text=text, x=x + dx, y=y + dy, anchor=anchor, box=box)
        return None
