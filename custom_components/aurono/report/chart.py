"""The value over a period as a picture: transparent behind, in a colour for light and dark, twice as fine as shown.

There is no text in it: beside it, text is as large as the reader's, on a phone as well.
"""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO

from PIL import Image, ImageDraw

from .material import Sample
from .palette import COLOURS
from .period import Period

WIDTH, HEIGHT = 560, 130
"""In pixels as it is shown."""
_SCALE = 2
_SMOOTH = 2
"""Drawn larger once more, and then reduced, since Pillow's lines have hard edges."""
_MARGIN = 6
_LINE = 2.2
_DOT = 4
_VEIL = 30
"""How dense (of 255) the area below the line is."""

type _Point = tuple[float, float]


def draw_curve(samples: Sequence[Sample], period: Period) -> bytes:
    """A PNG of the values (two or more): green if they earned something over the period, red if they lost."""
    low = min(sample.value for sample in samples)
    high = max(sample.value for sample in samples)
    colour = COLOURS["good" if samples[-1].profit >= samples[0].profit else "bad"]
    scale = _SCALE * _SMOOTH
    points = [_place(sample, period, low, high) for sample in samples]
    points = [(x * scale, y * scale) for x, y in points]
    # The colour is everywhere and only its density is drawn: edges fade into whatever is behind.
    density = Image.new("L", (WIDTH * scale, HEIGHT * scale), 0)
    draw = ImageDraw.Draw(density)
    bottom = HEIGHT * scale
    draw.polygon([*points, (points[-1][0], bottom), (points[0][0], bottom)], fill=_VEIL)
    draw.line(points, fill=255, width=round(_LINE * scale), joint="curve")
    x, y = points[-1]
    radius = _DOT * scale
    draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=255)
    density = density.resize((WIDTH * _SCALE, HEIGHT * _SCALE), Image.Resampling.LANCZOS)
    image = Image.new("RGBA", density.size, colour)
    image.putalpha(density)
    kept = BytesIO()
    image.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _place(sample: Sample, period: Period, low: Decimal, high: Decimal) -> _Point:
    """Where a value lies; a double is fine for a pixel. What never changed lies in the middle."""
    share = (min(max(sample.time, period.start), period.end) - period.start) / (period.end - period.start)
    height = 0.5 if high == low else float((sample.value - low) / (high - low))
    return (
        _MARGIN + share * (WIDTH - 2 * _MARGIN),
        _MARGIN + (1 - height) * (HEIGHT - 2 * _MARGIN),
    )
