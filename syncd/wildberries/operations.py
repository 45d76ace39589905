"""The methods of today's API that the product knows: host, bucket, and whether they change anything.

Source: modern.md, sections 1, 2 (x-readonly-method) and 4.
"""

from __future__ import annotations

from dataclasses import dataclass

from syncd.wildberries import limits
from syncd.wildberries.limits import Group
from syncd.wildberries.token import Category


@dataclass(frozen=True, slots=True)
class Host:
    production: str
    sandbox: str = ""
    """Empty where the test contour has none."""


HOSTS: dict[Category | None, Host] = {
    None: Host("https://common-api.wildberries.ru"),
    Category.CONTENT: Host(
        "https://content-api.wildberries.ru", "https://content-api-sandbox.wildberries.ru"
    ),
    Category.PRICES: Host(
        "https://discounts-prices-api.wildberries.ru", "https://discounts-prices-api-sandbox.wildberries.ru"
    ),
    Category.MARKETPLACE: Host(
        "https://marketplace-api.wildberries.ru", "https://marketplace-api-sandbox.wildberries.ru"
    ),
}


@dataclass(frozen=True, slots=True)
class Operation:
    method: str
    path: str
    """With {parameters}."""
    category: Category | None
    """None: any token, the common host."""
    group: Group
    writes: bool

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def repeatable(self) -> bool:
        """Whether a lost answer allows to ask again."""
        return not self.writes


def _operations(
    category: Category | None, group: Group, *, reads: str = "", writes: str = ""
) -> list[Operation]:
    """One a line, as "METHOD /path"."""
    return [
        Operation(*_method_and_path(line), category, group, writing)
        for writing, lines in ((False, reads), (True, writes))
        for line in lines.strip().splitlines()
    ]


def _method_and_path(line: str) -> tuple[str, str]:
    method, path = line.split()
    return method, path


_ALL = [
    *_operations(None, limits.PING, reads="GET /ping"),
    *_operations(None, limits.SELLER_INFO, reads="GET /api/v1/seller-info"),
    *_operations(None, limits.NEWS, reads="GET /api/communications/v2/news"),
    # content
    *_operations(
        Category.CONTENT,
        limits.CONTENT,
        reads="""
            GET /content/v2/object/parent/all
            GET /content/v2/object/all
            GET /content/v2/object/charcs/{subjectId}
            GET /content/v2/directory/countries
            GET /content/v2/directory/tnved
            GET /api/content/v2/directory/tnved/all
            GET /api/content/v2/directory/okpd
            GET /api/content/v2/directory/okpd/all
            POST /content/v2/get/cards/trash
        """,
        writes="""
            POST /content/v2/cards/moveNm
            POST /content/v2/barcodes
        """,
    ),
    *_operations(
        Category.CONTENT,
        limits.DIRECTORIES,
        reads="""
            GET /content/v2/directory/colors
            GET /content/v2/directory/kinds
            GET /content/v2/directory/seasons
            GET /content/v2/directory/vat
        """,
    ),
    *_operations(Category.CONTENT, limits.BRANDS, reads="GET /api/content/v1/brands"),
    *_operations(
        Category.CONTENT,
        limits.TAGS,
        reads="GET /content/v2/tags",
        writes="""
            POST /content/v2/tag
            PATCH /content/v2/tag/{id}
            DELETE /content/v2/tag/{id}
            POST /content/v2/tag/nomenclature/link
        """,
    ),
    *_operations(
        Category.CONTENT,
        limits.MEDIA,
        writes="""
            POST /content/v3/media/file
            POST /content/v3/media/save
        """,
    ),
    *_operations(Category.CONTENT, limits.CARD_LIMITS, reads="GET /content/v2/cards/limits"),
    *_operations(Category.CONTENT, limits.CARDS, reads="POST /content/v2/get/cards/list"),
    *_operations(Category.CONTENT, limits.CARD_ERRORS, reads="POST /content/v2/cards/error/list"),
    *_operations(Category.CONTENT, limits.UPLOAD, writes="POST /content/v2/cards/upload"),
    *_operations(Category.CONTENT, limits.ADD, writes="POST /content/v2/cards/upload/add"),
    *_operations(Category.CONTENT, limits.UPDATE, writes="POST /content/v2/cards/update"),
    *_operations(Category.CONTENT, limits.TRASH, writes="POST /content/v2/cards/delete/trash"),
    *_operations(Category.CONTENT, limits.RECOVER, writes="POST /content/v2/cards/recover"),
    *_operations(
        Category.CONTENT, limits.RECOMMENDATIONS_LIST, reads="POST /api/content/v1/recommendations/list"
    ),
    *_operations(
        Category.CONTENT, limits.RECOMMENDATIONS_SET, writes="POST /api/content/v1/recommendations/set"
    ),
    # prices and discounts
    *_operations(
        Category.PRICES,
        limits.PRICES,
        reads="""
            GET /api/v2/history/tasks
            GET /api/v2/history/goods/task
            GET /api/v2/buffer/tasks
            GET /api/v2/buffer/goods/task
            GET /api/v2/list/goods/filter
            POST /api/v2/list/goods/filter
            GET /api/v2/list/goods/size/nm
            GET /api/v2/quarantine/goods
        """,
        writes="""
            POST /api/v2/upload/task
            POST /api/v2/upload/task/size
            POST /api/v2/upload/task/club-discount
            POST /api/discounts-prices/v1/upload/task/b2b/wholesale
        """,
    ),
    # marketplace
    *_operations(
        Category.MARKETPLACE,
        limits.STOCKS,
        reads="POST /api/v3/stocks/{warehouseId}",
        writes="PUT /api/v3/stocks/{warehouseId}",
    ),
    *_operations(Category.MARKETPLACE, limits.STOCKS_DELETE, writes="DELETE /api/v3/stocks/{warehouseId}"),
    *_operations(
        Category.MARKETPLACE,
        limits.WAREHOUSES,
        reads="""
            GET /api/v3/offices
            GET /api/v3/warehouses
        """,
        writes="""
            POST /api/v3/warehouses
            PUT /api/v3/warehouses/{warehouseId}
            DELETE /api/v3/warehouses/{warehouseId}
        """,
    ),
    *_operations(
        Category.MARKETPLACE,
        limits.FBS,
        reads="""
            GET /api/v3/orders/new
            GET /api/v3/orders
            GET /api/marketplace/v3/fbs/orders/archive
            POST /api/v3/orders/status
            POST /api/v3/orders/status/history
            POST /api/v3/orders/client
            POST /api/v3/orders/stickers
            POST /api/v3/orders/stickers/cross-border
            GET /api/v3/supplies
            GET /api/v3/supplies/{supplyId}
            GET /api/v3/supplies/{supplyId}/barcode
            GET /api/v3/supplies/{supplyId}/trbx
            POST /api/v3/supplies/{supplyId}/trbx/stickers
            GET /api/marketplace/v3/supplies/{supplyId}/order-ids
            GET /api/v3/supplies/orders/reshipment
            GET /api/marketplace/v3/fbs/shipping-points
            GET /api/marketplace/v3/fbs/supplies/{supplyId}/shipping-points
            GET /api/v3/passes
            GET /api/v3/passes/offices
        """,
        writes="""
            POST /api/v3/supplies
            DELETE /api/v3/supplies/{supplyId}
            PATCH /api/marketplace/v3/supplies/{supplyId}/orders
            PATCH /api/v3/supplies/{supplyId}/deliver
            POST /api/v3/supplies/{supplyId}/trbx
            DELETE /api/v3/supplies/{supplyId}/trbx
            PATCH /api/marketplace/v3/fbs/supplies/shipping-method
            PUT /api/v3/passes/{passId}
            DELETE /api/v3/passes/{passId}
        """,
    ),
    *_operations(Category.MARKETPLACE, limits.PASSES_CREATE, writes="POST /api/v3/passes"),
    *_operations(Category.MARKETPLACE, limits.FBS_CANCEL, writes="PATCH /api/v3/orders/{orderId}/cancel"),
    *_operations(
        Category.MARKETPLACE,
        limits.FBS_META,
        reads="POST /api/marketplace/v3/orders/meta",
        writes="DELETE /api/v3/orders/{orderId}/meta",
    ),
    *_operations(
        Category.MARKETPLACE,
        limits.FBS_META_SET,
        writes="""
            PUT /api/v3/orders/{orderId}/meta/sgtin
            PUT /api/v3/orders/{orderId}/meta/uin
            PUT /api/v3/orders/{orderId}/meta/imei
            PUT /api/v3/orders/{orderId}/meta/gtin
            PUT /api/v3/orders/{orderId}/meta/expiration
            PUT /api/marketplace/v3/orders/{orderId}/meta/customs-declaration
        """,
    ),
]

OPERATIONS: dict[str, Operation] = {operation.name: operation for operation in _ALL}


def ping(category: Category | None) -> Operation:
    """/ping of the category's own host: it tells whether the token is good there."""
    group = Group(f"ping-{category.word if category else 'common'}", limits.PING.limit)
    return Operation("GET", "/ping", category, group, writes=False)
