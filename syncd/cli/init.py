"""`syncd init`: the first configuration."""

from __future__ import annotations

import json
import os
import re
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from syncd.cli.base import Setting, pass_setting
from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.texts import Texts

if TYPE_CHECKING:
    from syncd.prestashop.settings_inc import ShopDatabase

_SETTINGS_INC = Path("config") / "settings.inc.php"
_TOKEN_FILE = "wb-token"  # noqa: S105 - a file's name
_PASSWORD_FILE = "shop-db"  # noqa: S105 - a file's name
_PATH = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class NewFile:
    path: Path
    text: str
    mode: int = 0o644


@click.command()
@click.option("--shop", type=_PATH, metavar="PATH", help="The shop's folder, or its config/settings.inc.php.")
@click.option("--output", type=_PATH, metavar="FILE", help="Default: --config, else config/syncd.toml.")
@click.option("--language", type=click.Choice(["ru", "en"]), help="Language of messages. Default: ru.")
@click.option("--force", is_flag=True, help="Overwrite a configuration that exists.")
@pass_setting
def init(setting: Setting, shop: Path | None, output: Path | None, language: str | None, force: bool) -> None:
    """Write a commented configuration and a starting mapping.

    With the shop's folder its database is entered too: the password goes into a file of its own that only you
    can read; what root writes belongs to the owner and the group of the folder. Nothing that exists is
    overwritten without --force; an existing mapping never is.
    """
    language = language or setting.texts.language
    texts = Texts(language)
    config = output or setting.config or Path("config/syncd.toml")
    written = _files(config, shop, language)
    if not force:
        _refuse_existing(written)
    mapping = NewFile(config.parent / "mapping.yaml", example("mapping.example.yaml"))
    if not mapping.path.exists():
        written.append(mapping)
    for file in written:
        write(file)
        click.echo(texts.say("cli-init-wrote", path=file.path))
    places = {"config": config, "mapping": mapping.path, "token": config.parent / _TOKEN_FILE}
    click.echo(texts.say("cli-init-next", **places))


def example(name: str) -> str:
    """An example file: packaged in the wheel, or at the top of the checkout."""
    import syncd  # noqa: PLC0415

    package = Path(syncd.__file__).parent
    packaged = package / "_config"
    return ((packaged if packaged.is_dir() else package.parent / "config") / name).read_text("utf-8")


def _files(config: Path, shop: Path | None, language: str) -> list[NewFile]:
    values: dict[tuple[str, str], str | None] = {
        ("", "language"): _quoted(language),
        ("account", "tokens"): f'[{{ file = "{_TOKEN_FILE}" }}]',
        **_state_values(config),
    }
    if shop is None:
        return [NewFile(config, fill(example("syncd.example.toml"), values))]
    from syncd.prestashop import settings_inc  # noqa: PLC0415

    source = shop / _SETTINGS_INC if shop.is_dir() else shop
    database = settings_inc.parse(source)
    values |= _shop_values(database)
    files = [NewFile(config, fill(example("syncd.example.toml"), values))]
    if password := database.password.get_secret_value():
        files.append(NewFile(config.parent / _PASSWORD_FILE, password + "\n", 0o600))
    return files


def _state_values(config: Path) -> dict[tuple[str, str], str | None]:
    """A service keeps its state where services do; whoever tries syncd out, beside the configuration."""
    if config.absolute().is_relative_to("/etc"):
        return {}
    return {("state", "database"): _quoted("sqlite:///state.db")}


def _shop_values(database: ShopDatabase) -> dict[tuple[str, str], str | None]:
    password = f'{{ file = "{_PASSWORD_FILE}" }}' if database.password.get_secret_value() else None
    return {
        ("shop", "database"): _quoted(_address(database)),
        ("shop", "password"): password,
        ("shop", "prefix"): _quoted(database.prefix),
    }


def _address(database: ShopDatabase) -> str:
    """The database without its password."""
    place = f"{database.host}:{database.port}" if not database.socket else database.host
    socket = f"unix_socket={quote(database.socket, safe='/')}&" if database.socket else ""
    user = quote(database.user, safe="")
    return f"mysql+pymysql://{user}@{place}/{database.name}?{socket}charset=utf8mb4"


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False)


def fill(text: str, values: dict[tuple[str, str], str | None]) -> str:
    """The example with the given keys set, and those given as None commented out."""
    section, lines = "", []
    for line in text.splitlines():
        if header := re.match(r"\[+([\w.]+)\]", line):
            section = header[1]
        key = re.match(r"(?:# )?(\w+) = ", line)
        if key and (section, key[1]) in values:
            value = values[section, key[1]]
            line = f"{key[1]} = {value}" if value is not None else f"# {line.removeprefix('# ')}"  # noqa: PLW2901
        lines.append(line)
    return "\n".join(lines) + "\n"


def _refuse_existing(files: list[NewFile]) -> None:
    for file in files:
        if file.path.exists():
            raise ConfigurationError(ErrorCode.CONFIG_EXISTS, path=file.path)


def write(file: NewFile) -> None:
    """Raises `ConfigurationError` (config-unwritable: path, reason)."""
    try:
        _write(file)
    except PermissionError:
        reason = "denied"
    except (IsADirectoryError, NotADirectoryError, FileExistsError):
        reason = "folder"
    except OSError as error:
        reason = error.strerror or type(error).__name__
    else:
        return
    raise ConfigurationError(ErrorCode.CONFIG_UNWRITABLE, path=file.path, reason=reason)


def _give(made: Path, file: NewFile) -> int:
    """Root writes for the folder's owner, and for its group where root owns it; returns the file's mode."""
    folder = file.path.parent.stat()
    if os.geteuid() or not (folder.st_uid or folder.st_gid):
        return file.mode
    os.chown(made, folder.st_uid, folder.st_gid)
    return file.mode if folder.st_uid else file.mode | stat.S_IRGRP


def _write(file: NewFile) -> None:
    """Whole or not at all, and never readable by others before its mode is set."""
    file.path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, made = tempfile.mkstemp(dir=file.path.parent, prefix=f".{file.path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as target:
            target.write(file.text)
        Path(made).chmod(_give(Path(made), file))
        Path(made).replace(file.path)
    except OSError:
        Path(made).unlink()
        raise
