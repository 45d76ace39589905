"""The pure core of a run: what differs, what is to be done, whether it may be, and how it ended."""
