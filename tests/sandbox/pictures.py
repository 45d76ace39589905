"""Media files, made by hand to the letter of their formats, and a host that serves them."""

from __future__ import annotations

import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from syncd.sandbox.images import _STANDARD as STANDARD


def png(width: int = 900, height: int = 1200, shade: int = 0) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        sealed = kind + content
        return struct.pack(">I", len(content)) + sealed + struct.pack(">I", zlib.crc32(sealed))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes([shade]) * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width: int = 900, height: int = 1200, quality: int = 90) -> bytes:
    """Head and tail of a JPEG of libjpeg's quality; nothing is drawn in it."""
    scale = 5000 // quality if quality < 50 else 200 - 2 * quality
    table = bytes(min(255, max(1, (value * scale + 50) // 100)) for value in STANDARD)
    tables = b"\xff\xdb" + struct.pack(">H", 67) + b"\0" + table
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\x01\x00\x00\x3f\x00" + b"\x00"
    return b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"JF" + tables + frame + scan + b"\xff\xd9"


def gif(frames: int = 1) -> bytes:
    head = b"GIF89a" + struct.pack("<HH", 800, 1000) + b"\x80\0\0" + b"\0" * 6
    comment = b"\x21\xfe\x02hi\0"
    picture = b"\x2c" + struct.pack("<HHHH", 0, 0, 800, 1000) + b"\0\x02\x02\x4c\x01\0"
    return head + comment + picture * frames + b";"


def bmp() -> bytes:
    return b"BM" + b"\0" * 16 + struct.pack("<ii", 800, -1000)


def webp(animated: bool = False) -> bytes:
    flags = bytes([0b10 if animated else 0])
    edges = (799).to_bytes(3, "little") + (999).to_bytes(3, "little")
    return b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0" + flags + b"\0\0\0" + edges


def mp4() -> bytes:
    return b"\0\0\0\x18ftypisom" + b"\0" * 100


@contextmanager
def served(files: dict[str, tuple[str, bytes]]) -> Iterator[str]:
    """An address under which the files lie: name -> (media type, bytes)."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, content = files.get(self.path.lstrip("/"), ("text/html", b""))
            self.send_response(200 if content else 404)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as host:
        thread = threading.Thread(target=host.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{host.server_address[1]}"
        finally:
            host.shutdown()
            thread.join(5)
