"""The commands. Nothing else of the product prints."""
