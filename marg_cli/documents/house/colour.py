"""How far a colour stands out from white paper, by the formulas of WCAG 2.2."""

from __future__ import annotations

LINEAR_UP_TO = 0.04045
GLARE = 0.05


def contrast_on_white(colour: str) -> float:
    """The contrast ratio of *colour*, written #rrggbb, against white: from 1 to 21."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = map(_linear, channels)
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return (1 + GLARE) / (luminance + GLARE)


def _linear(channel: float) -> float:
    if channel <= LINEAR_UP_TO:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
