"""Labels that a scanner reads: Code 128 (set B) as SVG, PNG or ZPL.

Guess: WB's own stickers bear a QR code; what matters here is that the value comes off the paper again.
"""

from __future__ import annotations

import base64
import struct
import zlib

FORMS = ("svg", "zplv", "zplh", "png")
_HEIGHT_SHARE = 0.7
_START_B = 104
_WIDTHS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231"
    "113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211"
    "212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131"
    "113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111"
    "314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211"
    "241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141"
    "214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214"
    "211232"
)
"""Of bars and spaces in turn, six to a value (ISO/IEC 15417)."""
_STOP_WIDTHS = "2331112"


def draw(text: str, form: str, *, width: int, height: int) -> str:
    """Base64 of the label; pixels. `form` is one of `FORMS`."""
    if form == "svg":
        content = _svg(text, width, height).encode()
    elif form == "png":
        content = _png(text, width, height)
    else:
        content = _zpl(text, upright=form == "zplv").encode()
    return base64.b64encode(content).decode()


def modules(text: str) -> str:
    """Bars as 1 and spaces as 0, without the quiet zones."""
    values = [_START_B, *(ord(char) - 32 for char in text)]
    check = (values[0] + sum(place * value for place, value in enumerate(values[1:], 1))) % 103
    widths = "".join(_WIDTHS[6 * value : 6 * value + 6] for value in (*values, check)) + _STOP_WIDTHS
    return "".join(("1", "0")[place % 2] * int(count) for place, count in enumerate(widths))


def _svg(text: str, width: int, height: int) -> str:
    bars = modules(text)
    module, start = _placed(bars, width)
    drawn = "".join(
        f'<rect x="{start + place * module}" y="20" width="{module}" height="{int(height * _HEIGHT_SHARE)}"/>'
        for place, bar in enumerate(bars)
        if bar == "1"
    )
    told = text.replace("&", "&amp;").replace("<", "&lt;")
    caption = f'<text x="{width // 2}" y="{height - 20}" text-anchor="middle">{told}</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<rect width="{width}" height="{height}" fill="#fff"/>{drawn}{caption}</svg>'
    )


def _png(text: str, width: int, height: int) -> bytes:
    bars = modules(text)
    module, start = _placed(bars, width)
    row = bytearray(b"\xff" * width)
    for place, bar in enumerate(bars):
        if bar == "1":
            row[start + place * module : start + (place + 1) * module] = b"\0" * module
    white = b"\0" + b"\xff" * width
    barred = b"\0" + bytes(row)
    count = int(height * _HEIGHT_SHARE)
    rows = white * 20 + barred * count + white * (height - 20 - count)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _placed(bars: str, width: int) -> tuple[int, int]:
    """Pixels of a module, and where the first bar begins: in the middle, with its quiet zone."""
    module = max(1, width // (len(bars) + 20))
    return module, (width - module * len(bars)) // 2


def _zpl(text: str, *, upright: bool) -> str:
    turn = "R" if upright else "N"
    return f"^XA^FO40,40^BY2^BC{turn},200,Y,N,N^FD{text}^FS^XZ"
