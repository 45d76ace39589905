"""What a media file is, by its own bytes, and whether WB takes it (modern.md, 5.5)."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable

from syncd.sandbox.cards import Medium

MEGABYTE = 1024 * 1024
PHOTO_LIMIT, VIDEO_LIMIT = 32 * MEGABYTE, 50 * MEGABYTE
LEAST_WIDTH, LEAST_HEIGHT, LEAST_QUALITY = 700, 900, 65
VIDEOS = frozenset({"mp4", "mov"})
_STANDARD = (
    *(16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40),
    *(26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61, 60, 57, 51),
    *(56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87),
    *(95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99),
)
"""The luminance table of the JPEG standard, Annex K, zigzag: quality 50."""


class Unfit(Exception):  # noqa: N818 - a verdict on a file
    """WB would not take the file; the message says why."""


def examine(content: bytes) -> Medium:
    """Raises `Unfit`."""
    kind, size = _measured(content)
    if len(content) > (VIDEO_LIMIT if kind in VIDEOS else PHOTO_LIMIT):
        raise Unfit("the file is too large")
    if kind not in VIDEOS and (size[0] < LEAST_WIDTH or size[1] < LEAST_HEIGHT):
        raise Unfit(f"the image is smaller than {LEAST_WIDTH}x{LEAST_HEIGHT}")
    return Medium(hashlib.sha256(content).hexdigest(), len(content), kind, *size)


def _measured(content: bytes) -> tuple[str, tuple[int, int]]:
    try:
        for kind, starts, measure in _KINDS:
            if starts(content):
                return kind, measure(content)
    except (struct.error, IndexError) as error:
        raise Unfit("the file is broken") from error
    raise Unfit("the format is not one of JPG, PNG, BMP, GIF, WebP, MP4, MOV")


def _jpeg(content: bytes) -> tuple[int, int]:
    place, size = 2, None
    while size is None or content[place + 1] != 0xDA:
        if content[place] != 0xFF:
            raise Unfit("the file is broken")
        if content[place + 1] == 0xFF:
            # A byte of filling before a marker.
            place += 1
            continue
        marker, length = content[place + 1], struct.unpack_from(">H", content, place + 2)[0]
        if marker == 0xDB:
            _check_quality(content[place + 4 : place + 2 + length])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", content, place + 5)
            size = (width, height)
        place += 2 + length
    if not content.rstrip(b"\0").endswith(b"\xff\xd9"):
        raise Unfit("the file is cut off")
    return size


def _check_quality(tables: bytes) -> None:
    """By the first table. Guess: WB names a quality of 65 % and no way to measure it; this is libjpeg's."""
    if tables[0] != 0:
        return
    scale = sum(tables[1:65]) * 100 / sum(_STANDARD)
    quality = (200 - scale) / 2 if scale <= 100 else 5000 / scale
    if quality < LEAST_QUALITY - 1:
        raise Unfit(f"the quality is below {LEAST_QUALITY} %")


def _png(content: bytes) -> tuple[int, int]:
    if b"IEND" not in content[-16:]:
        raise Unfit("the file is cut off")
    return _pair(struct.unpack_from(">II", content, 16))


def _gif(content: bytes) -> tuple[int, int]:
    place = 13 + _colours(content[10])
    pictures = 0
    while content[place] != 0x3B:
        if content[place] == 0x2C:
            pictures += 1
            place += 11 + _colours(content[place + 9])
        elif content[place] == 0x21:
            place += 2
        else:
            raise Unfit("the file is broken")
        # Blocks of data, each behind its length, up to an empty one.
        while content[place]:
            place += content[place] + 1
        place += 1
    if pictures > 1:
        raise Unfit("the GIF is not static")
    return _pair(struct.unpack_from("<HH", content, 6))


def _colours(flags: int) -> int:
    """Bytes of a colour table."""
    return 3 * 2 ** ((flags & 0b111) + 1) if flags & 0x80 else 0


def _bmp(content: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<ii", content, 18)
    return width, abs(height)


def _webp(content: bytes) -> tuple[int, int]:
    form = content[12:16]
    if form == b"VP8X":
        if content[20] & 0b10:
            raise Unfit("the WebP is not static")
        edges = (int.from_bytes(content[place : place + 3], "little") + 1 for place in (24, 27))
        return _pair(tuple(edges))
    if form == b"VP8L":
        bits = struct.unpack_from("<I", content, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", content, 26)
    return width & 0x3FFF, height & 0x3FFF


def _video(content: bytes) -> tuple[int, int]:
    return 0, 0


def _pair(values: tuple[int, ...]) -> tuple[int, int]:
    return values[0], values[1]


_KINDS: tuple[tuple[str, Callable[[bytes], bool], Callable[[bytes], tuple[int, int]]], ...] = (
    ("jpg", lambda content: content.startswith(b"\xff\xd8\xff"), _jpeg),
    ("png", lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"), _png),
    ("gif", lambda content: content[:6] in (b"GIF87a", b"GIF89a"), _gif),
    ("bmp", lambda content: content.startswith(b"BM"), _bmp),
    ("webp", lambda content: content[:4] == b"RIFF" and content[8:12] == b"WEBP", _webp),
    ("mov", lambda content: content[4:12] == b"ftypqt  ", _video),
    ("mp4", lambda content: content[4:8] == b"ftyp", _video),
)
