"""Which path is which method, and what a token needs to use it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from syncd.sandbox import (
    archive,
    boxes,
    directories,
    drivers,
    listing,
    marks,
    media,
    orders,
    passes,
    price_lists,
    pricing,
    shipping,
    stickers,
    stocks,
    supplies,
    tags,
    transfer,
    warehouses,
    writing,
)
from syncd.sandbox.answers import Answer
from syncd.sandbox.call import Call
from syncd.sandbox.images import MEGABYTE, VIDEO_LIMIT
from syncd.sandbox.limits import GROUPS, Group
from syncd.sandbox.tokens import Category

BODY_LIMIT = 10 * MEGABYTE
BRANDS = "/api/content/v1/brands"
SELLER_INFO = "/api/v1/seller-info"
ARCHIVE = "/api/marketplace/v3/fbs/orders/archive"
NOT_ON_TEST_HOSTS = (BRANDS, SELLER_INFO, ARCHIVE)
MEDIA_FILE = "/content/v3/media/file"
SERVICES = {
    Category.CONTENT: "content",
    Category.PRICES: "discounts-prices",
    Category.MARKETPLACE: "marketplace",
}
"""As the gateway names them."""


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    path: str
    group: Group
    handle: Callable[[Call], Answer]
    category: Category | None
    """None: any."""
    read_only: bool
    """x-readonly-method: a read-only token passes."""

    @property
    def service(self) -> str:
        return SERVICES.get(self.category, "common") if self.category else "common"

    @property
    def contours(self) -> tuple[str, ...]:
        """Where it exists: WB's drivers only on its test hosts, some methods only on the others."""
        if self.path.startswith(DRIVERS):
            return ("test",)
        return ("prod",) if self.path in NOT_ON_TEST_HOSTS else ("prod", "test")

    @property
    def body_limit(self) -> int:
        """Bytes. Guess: a media file comes with as much again around it as any body may have."""
        return BODY_LIMIT + (VIDEO_LIMIT if self.path == MEDIA_FILE else 0)


_READING = (
    ("GET", "/content/v2/object/parent/all", "content", directories.parents),
    ("GET", "/content/v2/object/all", "content", directories.subjects),
    ("GET", "/content/v2/object/charcs/{subjectId}", "content", directories.characteristics),
    ("GET", "/content/v2/directory/colors", "directories", directories.colours),
    ("GET", "/content/v2/directory/kinds", "directories", directories.kinds),
    ("GET", "/content/v2/directory/seasons", "directories", directories.seasons),
    ("GET", "/content/v2/directory/vat", "directories", directories.vat),
    ("GET", "/content/v2/directory/countries", "content", directories.countries),
    ("GET", "/content/v2/directory/tnved", "content", directories.tnved),
    ("GET", BRANDS, "brands", directories.brands),
    ("POST", "/content/v2/get/cards/list", "cards-list", listing.cards),
    ("POST", "/content/v2/get/cards/trash", "content", listing.trash),
    ("POST", "/content/v2/cards/error/list", "cards-errors", listing.errors),
    ("GET", "/content/v2/tags", "tags", tags.tags),
    ("GET", "/content/v2/cards/limits", "cards-limits", listing.limits),
)
_WRITING = (
    ("POST", "/content/v2/cards/upload", "cards-upload", writing.upload),
    ("POST", "/content/v2/cards/upload/add", "cards-add", writing.upload_add),
    ("POST", "/content/v2/cards/update", "cards-update", writing.update),
    ("POST", "/content/v2/cards/moveNm", "content", writing.move),
    ("POST", "/content/v2/cards/delete/trash", "cards-trash", writing.trash),
    ("POST", "/content/v2/cards/recover", "cards-recover", writing.recover),
    ("POST", "/content/v2/barcodes", "content", writing.barcodes),
    ("POST", MEDIA_FILE, "media", media.file),
    ("POST", "/content/v3/media/save", "media", media.save),
)
_TAGS = (
    ("POST", "/content/v2/tag", "tags", tags.create),
    ("PATCH", "/content/v2/tag/{id}", "tags", tags.change),
    ("DELETE", "/content/v2/tag/{id}", "tags", tags.delete),
    ("POST", "/content/v2/tag/nomenclature/link", "tags", tags.link),
)
_PRICES_READING = (
    ("GET", "/api/v2/list/goods/filter", "prices", price_lists.goods),
    ("POST", "/api/v2/list/goods/filter", "prices", price_lists.goods_by_nm),
    ("GET", "/api/v2/list/goods/size/nm", "prices", price_lists.sizes),
    ("GET", "/api/v2/quarantine/goods", "prices", price_lists.quarantine),
    ("GET", "/api/v2/history/tasks", "prices", price_lists.task),
    ("GET", "/api/v2/history/goods/task", "prices", price_lists.task_goods),
    ("GET", "/api/v2/buffer/tasks", "prices", price_lists.buffer_task),
    ("GET", "/api/v2/buffer/goods/task", "prices", price_lists.buffer_goods),
)
_PRICES_WRITING = (
    ("POST", "/api/v2/upload/task", "prices", pricing.upload),
    ("POST", "/api/v2/upload/task/size", "prices", pricing.upload_sizes),
)
_STOCKS_READING = (
    ("GET", "/api/v3/offices", "warehouses", warehouses.offices),
    ("GET", "/api/v3/warehouses", "warehouses", warehouses.warehouses),
    ("POST", "/api/v3/stocks/{warehouseId}", "stocks", stocks.get),
)
_STOCKS_WRITING = (
    ("POST", "/api/v3/warehouses", "warehouses", warehouses.create),
    ("PUT", "/api/v3/warehouses/{warehouseId}", "warehouses", warehouses.change),
    ("DELETE", "/api/v3/warehouses/{warehouseId}", "warehouses", warehouses.delete),
    ("PUT", "/api/v3/stocks/{warehouseId}", "stocks", stocks.put),
    ("DELETE", "/api/v3/stocks/{warehouseId}", "stocks-delete", stocks.delete),
)
_ORDERS_READING = (
    ("GET", "/api/v3/orders/new", "fbs", orders.new),
    ("GET", "/api/v3/orders", "fbs", orders.orders),
    ("POST", "/api/v3/orders/status", "fbs", orders.status),
)
_SUPPLY, _ORDER = "/api/v3/supplies/{supplyId}", "/api/v3/orders/{orderId}"
_NEWER, _SHIPPING = "/api/marketplace/v3", "/api/marketplace/v3/fbs/supplies"
_SUPPLIES_READING = (
    ("GET", "/api/v3/supplies", "fbs", supplies.supplies),
    ("GET", "/api/v3/supplies/orders/reshipment", "fbs", supplies.reshipment),
    ("GET", _SUPPLY, "fbs", supplies.supply),
    ("GET", f"{_SUPPLY}/barcode", "fbs", supplies.barcode),
    ("GET", f"{_SUPPLY}/trbx", "fbs", boxes.boxes),
    ("POST", f"{_SUPPLY}/trbx/stickers", "fbs", boxes.stickers),
    ("GET", f"{_NEWER}/supplies/{{supplyId}}/order-ids", "fbs", supplies.ids),
    ("GET", f"{_SHIPPING}/{{supplyId}}/shipping-points", "fbs", shipping.points),
    ("POST", "/api/v3/orders/stickers", "fbs", stickers.stickers),
    ("POST", f"{_NEWER}/orders/meta", "marks", marks.read),
    ("GET", ARCHIVE, "fbs", archive.archive),
    ("GET", "/api/v3/passes/offices", "fbs", passes.offices),
    ("GET", "/api/v3/passes", "fbs", passes.passes),
)
_SUPPLIES_WRITING = (
    ("POST", "/api/v3/supplies", "fbs", supplies.create),
    ("DELETE", _SUPPLY, "fbs", supplies.delete),
    ("PATCH", f"{_NEWER}/supplies/{{supplyId}}/orders", "fbs", supplies.add),
    ("PATCH", f"{_SUPPLY}/deliver", "fbs", supplies.deliver),
    ("POST", f"{_SUPPLY}/trbx", "fbs", boxes.add),
    ("DELETE", f"{_SUPPLY}/trbx", "fbs", boxes.delete),
    ("PATCH", f"{_SHIPPING}/{{supplyId}}/orders/transfer", "fbs", transfer.transfer),
    ("PATCH", f"{_SHIPPING}/shipping-method", "fbs", shipping.choose),
    ("DELETE", f"{_ORDER}/meta", "marks", marks.delete),
    ("PUT", f"{_ORDER}/meta/sgtin", "marks-put", marks.put_sgtin),
    ("PUT", f"{_ORDER}/meta/uin", "marks-put", marks.put_uin),
    ("PUT", f"{_ORDER}/meta/imei", "marks-put", marks.put_imei),
    ("PUT", f"{_ORDER}/meta/gtin", "marks-put", marks.put_gtin),
    ("PUT", f"{_ORDER}/meta/expiration", "marks-put", marks.put_expiration),
    ("PUT", f"{_NEWER}/orders/{{orderId}}/meta/customs-declaration", "marks-put", marks.put_customs),
    ("POST", "/api/v3/passes", "passes-create", passes.create),
    ("PUT", "/api/v3/passes/{passId}", "fbs", passes.change),
    ("DELETE", "/api/v3/passes/{passId}", "fbs", passes.delete),
)
_ORDERS_WRITING = (("PATCH", "/api/v3/orders/{orderId}/cancel", "orders-cancel", orders.cancel),)
DRIVERS = "/api/v3/test/fbs"
_DRIVERS = (
    ("POST", f"{DRIVERS}/orders/make", "fbs", drivers.make),
    ("PATCH", f"{DRIVERS}/orders/{{orderId}}/decline", "fbs", drivers.decline),
    ("PATCH", f"{DRIVERS}/orders/{{orderId}}/deliver", "fbs", drivers.deliver),
    ("PATCH", f"{DRIVERS}/orders/{{orderId}}/receive", "fbs", drivers.receive),
    ("PATCH", f"{DRIVERS}/orders/{{orderId}}/reject", "fbs", drivers.reject),
    ("PATCH", f"{DRIVERS}/orders/{{orderId}}/defect", "fbs", drivers.defect),
    ("PATCH", f"{DRIVERS}/supplies/{{supplyId}}/close", "fbs", drivers.close_supply),
)
_GENERAL = (
    ("GET", "/ping", "ping", directories.ping),
    ("GET", SELLER_INFO, "seller-info", directories.seller_info),
)

ROUTES = tuple(
    Route(method, path, GROUPS[group], handle, category, read_only)
    for rows, category, read_only in (
        (_GENERAL, None, True),
        (_READING, Category.CONTENT, True),
        (_WRITING + _TAGS, Category.CONTENT, False),
        (_PRICES_READING, Category.PRICES, True),
        (_PRICES_WRITING, Category.PRICES, False),
        (_STOCKS_READING + _ORDERS_READING + _SUPPLIES_READING, Category.MARKETPLACE, True),
        (_STOCKS_WRITING + _ORDERS_WRITING + _SUPPLIES_WRITING + _DRIVERS, Category.MARKETPLACE, False),
    )
    for method, path, group, handle in rows
)
_EXACT = {(route.method, route.path): route for route in ROUTES if "{" not in route.path}
_PATTERNS = [
    (route, re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", route.path)))
    for route in ROUTES
    if "{" in route.path
]


def find(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """Guess: a known path under another method is as unknown as any."""
    exact = _EXACT.get((method, path))
    if exact:
        return exact, {}
    for route, pattern in _PATTERNS:
        match = pattern.fullmatch(path)
        if match and route.method == method:
            return route, match.groupdict()
    return None
