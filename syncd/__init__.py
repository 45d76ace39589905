"""syncd keeps a PrestaShop 1.6 shop and a Wildberries seller account in agreement."""

__version__ = "0.1.0"
