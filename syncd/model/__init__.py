"""The nouns of the product: frozen data, enums, errors and ports. No input or output happens here."""
