"""The shop: PrestaShop 1.6 read from its own database."""
