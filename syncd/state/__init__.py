"""The local mapping table: what the shop and WB are to each other, in a database of our own."""
