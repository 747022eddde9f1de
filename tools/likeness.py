"""Whether two pictures of a page look the same to a reader.

A picture is cut into square tiles. With the tools that made the kept picture, the pixels of a tile are
counted that differ by more than ``step`` of 255 in any channel, and a tile looks different in which more than
``share`` of them do: smoothed edges differ by little or in few pixels, while a glyph that is missing, a block
that has moved or another colour fills tiles. With other tools every glyph may have another shape; there the
mean colour of the tile is compared, which tells text from ground and one ground from another.
"""

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw


@dataclass(frozen=True)
class Tolerance:
    """What is borne. Lengths in pixels, shares from 0 to 1. ``share`` 0: the tile's mean is compared."""

    tile: int
    step: int
    share: float
    tiles: float
    """Of the tiles of the picture; with 0 one tile that differs is too much."""


STRICT = Tolerance(tile=8, step=12, share=0.15, tiles=0)
"""Between pictures of the same browser and the same fonts."""
WIDE = Tolerance(tile=32, step=8, share=0, tiles=0.04)
"""Where browser or font are of another version: a line may break elsewhere, half a screen may not be gone."""


def different(kept: Image.Image, new: Image.Image, tolerance: Tolerance) -> list[tuple[int, int]]:
    """The tiles that look different, by their upper left corners; empty where the pictures look the same.

    Pictures of different size differ all over, whatever the tolerance.
    """
    if kept.size != new.size:
        return [
            (x, y) for y in range(0, new.height, tolerance.tile) for x in range(0, new.width, tolerance.tile)
        ]
    shares = _counted(kept, new, tolerance) if tolerance.share else _means(kept, new, tolerance)
    over = [
        (index % shares.width * tolerance.tile, index // shares.width * tolerance.tile)
        for index, share in enumerate(shares.tobytes())
        if share > (255 * tolerance.share or tolerance.step)
    ]
    return over if len(over) > tolerance.tiles * shares.width * shares.height else []


def _counted(kept: Image.Image, new: Image.Image, tolerance: Tolerance) -> Image.Image:
    """A pixel for each tile: 255 where every pixel of the tile differs by more than the step."""
    apart = _apart(kept.convert("RGB"), new.convert("RGB"))
    return apart.point([255 * (value > tolerance.step) for value in range(256)]).reduce(tolerance.tile)


def _means(kept: Image.Image, new: Image.Image, tolerance: Tolerance) -> Image.Image:
    """A pixel for each tile: how far its mean colours are apart."""
    return _apart(*(picture.convert("RGB").reduce(tolerance.tile) for picture in (kept, new)))


def _apart(one: Image.Image, other: Image.Image) -> Image.Image:
    """How far each pixel is apart, in the channel where it is furthest."""
    red, green, blue = ImageChops.difference(one, other).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def marked(new: Image.Image, tiles: list[tuple[int, int]], tile: int) -> Image.Image:
    """The new picture, pale, with the tiles that differ framed in red."""
    pale = Image.blend(new.convert("RGB"), Image.new("RGB", new.size, "white"), 0.6)
    pen = ImageDraw.Draw(pale)
    for x, y in tiles:
        pale.paste(new.crop((x, y, x + tile, y + tile)), (x, y))
    for x, y in tiles:
        pen.rectangle((x - 1, y - 1, x + tile, y + tile), outline="red")
    return pale
