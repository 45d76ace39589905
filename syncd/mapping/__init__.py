"""The pure way from a product of the shop to a group of cards, by the rules of mapping.yaml."""
