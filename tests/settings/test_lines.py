"""Lines of keys in TOML of every shape."""

from __future__ import annotations

from syncd.settings.lines import Lines

TEXT = '''language = "ru" # remark
[shop]
# prefix = "x"
text = """
[fake]
key = 1
"""
"quoted.key" = 'x # no remark'
a . b = 1
tokens = [
  { file = "x" },   # ]
  "[",
]
[[account]]
name = "a"
[[account.warehouse]]
id = 1
[[account.warehouse]]
id = 2
[[account]]
name = "b"
[account.extra]
x = 1
[[account.warehouse]]
id = 3
'''


def test_keys_tables_and_lists_of_tables() -> None:
    lines = Lines(TEXT)
    expected = {
        ("language",): 1,
        ("shop",): 2,
        ("shop", "text"): 4,
        ("shop", "quoted.key"): 8,
        ("shop", "a", "b"): 9,
        ("shop", "tokens"): 10,
        ("account", "0", "name"): 15,
        ("account", "0", "warehouse", "1", "id"): 19,
        ("account", "1"): 20,
        ("account", "1", "name"): 21,
        ("account", "1", "extra", "x"): 23,
        ("account", "1", "warehouse", "0", "id"): 25,
    }
    assert {path: lines.of(path) for path in expected} == expected


def test_what_is_not_written_is_looked_for_around() -> None:
    lines = Lines(TEXT)
    assert lines.of(("shop", "tokens", "0", "file")) == 10
    assert lines.of(("shop", "missing")) == 2
    assert lines.of(("fake", "key")) is None
