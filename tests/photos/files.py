"""Image files, good and bad."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image


def image_file(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    """Red on its left half, blue on its right."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def telling_file() -> bytes:
    """A JPEG held sideways that tells where it was taken, with a comment and something after its end."""
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: to be turned by 90 degrees
    exif[0x010F] = "Appareil de Léa"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 24.0)  # latitude
    return image_file(exif=exif, comment=b"secret comment") + b"<script>alert(1)</script>"


def png_bomb(side: int) -> bytes:
    """A few bytes that claim to be `side` pixels square."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )
