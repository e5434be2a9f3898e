"""Whatever is uploaded becomes a plain JPEG or is refused, with little memory."""

from __future__ import annotations

import tracemalloc
from io import BytesIO

import pytest
from PIL import Image

from bot.photos.picture import LONGEST, TooManyPixels, Unreadable, clean
from tests.photos.files import image_file, png_bomb, telling_file

PIXELS = 50_000_000


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(clean(data, PIXELS).jpeg))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_becomes_a_jpeg_of_its_size(kind: str) -> None:
    found = opened(image_file(kind))
    assert (found.format, found.size) == ("JPEG", (60, 40))
    left = found.getpixel((5, 20))
    assert isinstance(left, tuple)
    assert left[0] > 200
    assert left[2] < 60


def test_nothing_but_the_picture_is_left_and_it_stands_upright() -> None:
    data = telling_file()
    assert b"secret" in data
    made = clean(data, PIXELS)
    assert (made.width, made.height) == (40, 60)
    found = Image.open(BytesIO(made.jpeg))
    assert dict(found.getexif()) == {}
    assert set(found.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for told in (b"secret", b"script", "Léa".encode(), b"Exif"):
        assert told not in made.jpeg
    top = found.getpixel((20, 5))
    assert isinstance(top, tuple)
    assert top[0] > 200  # what was on the left is now above


def test_a_large_photo_is_made_smaller() -> None:
    made = clean(image_file(size=(4000, 3000)), PIXELS)
    assert (made.width, made.height) == (LONGEST, LONGEST * 3 // 4)


def test_what_shines_through_is_white() -> None:
    file = BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(file, "PNG")
    assert opened(file.getvalue()).getpixel((5, 5)) == (255, 255, 255)


def test_of_a_moving_picture_the_first_is_kept() -> None:
    file = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(file, "WEBP", save_all=True, append_images=frames[1:])
    shown = opened(file.getvalue()).getpixel((10, 10))
    assert isinstance(shown, tuple)
    assert shown[0] > 200


@pytest.mark.parametrize("side", [8000, 20_000, 200_000])
def test_a_pixel_bomb_is_refused_before_it_is_decoded(side: int) -> None:
    tracemalloc.start()
    with pytest.raises(TooManyPixels):
        clean(png_bomb(side), PIXELS)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


GIF = BytesIO()
Image.new("P", (4, 4)).save(GIF, "GIF")
BAD = {
    "empty": b"",
    "text": b"bonjour",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "gif": GIF.getvalue(),
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "head only": image_file()[:30],
    "cut jpeg": image_file(size=(400, 300))[:600],
    "cut png": image_file("PNG", size=(400, 300))[:60],
    "cut webp": image_file("WEBP", size=(400, 300))[:60],
    "garbage after the signature": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4,
    "png without data": png_bomb(2000),
    "zeros": bytes(5000),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_photo_is_unreadable(name: str) -> None:
    with pytest.raises(Unreadable):
        clean(BAD[name], PIXELS)
