"""Makes of whatever was uploaded a JPEG that holds nothing but the picture.

The file is decoded and written anew: what it held beside its pixels (place, camera, comments, a script after
the end) does not come along. How the camera was held is applied to the pixels first.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST = 2400  # pixels of a side: enough to see a scratch
QUALITY = 85


class Unreadable(ValueError):
    """No JPEG, PNG or WebP, or a broken one."""


class TooManyPixels(ValueError):
    """It would need more memory than a photo is worth."""


@dataclass(frozen=True)
class Picture:
    jpeg: bytes
    width: int
    height: int


def clean(data: bytes, most_pixels: int) -> Picture:
    """Raises Unreadable, TooManyPixels. The size is looked at before anything is decoded."""
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as found:
            if found.width * found.height > most_pixels:
                raise TooManyPixels(f"{found.width} x {found.height}")
            found.draft("RGB", (LONGEST, LONGEST))  # a large JPEG need not be decoded at full size
            return _written(ImageOps.exif_transpose(found))
    except TooManyPixels:
        raise
    except Image.DecompressionBombError as error:
        raise TooManyPixels(str(error)) from None
    except Exception as error:  # decoders fail in many ways on a broken file
        raise Unreadable(str(error)) from None


def _written(found: Image.Image) -> Picture:
    found.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    layered = found.convert("RGBA") if found.has_transparency_data else None
    # A new image: the old one's comments and profiles would be written out with it.
    fresh = Image.new("RGB", found.size, "white")
    fresh.paste(layered or found.convert("RGB"), mask=layered)
    file = BytesIO()
    fresh.save(file, "JPEG", quality=QUALITY, optimize=True)
    return Picture(file.getvalue(), *fresh.size)
