"""Everything embedded: a Russian demo shop, a Wildberries of our own, and the main job between them."""
