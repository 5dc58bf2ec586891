"""Line charts as SVG, written by a few lines of our own: no library, the same bytes for the same numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_WIDTH, _HEIGHT, _LEFT, _TOP = 320, 190, 44, 34
_COLOURS = ("#1b6ca8", "#c8553d", "#6a994e", "#7b5ea7", "#a68a64", "#444444")
_GAP = 16


def charts(panels: Mapping[str, Mapping[str, Sequence[tuple[float, float]]]], across: str) -> str:
    """An SVG with a panel for each title, side by side; each line is a name and its points, both axes from 0 to 1."""
    most = max(len(lines) for lines in panels.values())
    height = _TOP + _HEIGHT + 44 + _GAP * most
    wide = _LEFT + _WIDTH + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide * len(panels)} {height}" '
        'font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
    ]
    for number, (title, lines) in enumerate(panels.items()):
        parts.append(f'<g transform="translate({number * wide + _LEFT},{_TOP})">')
        parts.append(f'<text x="0" y="-14" font-weight="bold">{escape(title)}</text>')
        for step in range(5):
            y = _HEIGHT * (1 - step / 4)
            parts.append(f'<line x1="0" x2="{_WIDTH}" y1="{y:.1f}" y2="{y:.1f}" stroke="#dddddd"/>')
            parts.append(f'<text x="-8" y="{y + 4:.1f}" text-anchor="end">{step / 4:g}</text>')
            x = _WIDTH * step / 4
            parts.append(f'<text x="{x:.1f}" y="{_HEIGHT + 16}" text-anchor="middle">{step / 4:g}</text>')
        parts.append(
            f'<text x="{_WIDTH / 2}" y="{_HEIGHT + 32}" text-anchor="middle">{escape(across)}</text>'
        )
        for place, (name, points) in enumerate(lines.items()):
            colour = _COLOURS[place % len(_COLOURS)]
            path = " ".join(f"{_WIDTH * x:.1f},{_HEIGHT * (1 - y):.1f}" for x, y in points)
            y = _HEIGHT + 50 + _GAP * place
            parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
            parts.append(
                f'<line x1="0" x2="22" y1="{y - 4}" y2="{y - 4}" stroke="{colour}" stroke-width="2"/>'
            )
            parts.append(f'<text x="28" y="{y}">{escape(name)}</text>')
        parts.append("</g>")
    return "\n".join([*parts, "</svg>", ""])
