"""Sets the stage of the demo: a folder with the shop, a token, a mapping and a configuration."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from syncd.demo import shop

CONFIGURATION = """\
# The demo's configuration. It works again once this runs:
#   {program} sandbox --data {sandbox} --port {port}
language = "{language}"

[shop]
database = "sqlite:///{shop}"
prefix = "ps_"
id_shop = 1
shop_language = "ru"

[[account]]
name = "demo"
api = "content"
tokens = [{{ file = "wb-token" }}]
base_url = "{url}"

[state]
database = "sqlite:///{state}"

[mapping]
file = "mapping.yaml"

[catalog]
wait_seconds = 40

[log]
level = "warning"
"""


@dataclass(frozen=True)
class Stage:
    """Paths of one demo."""

    folder: Path

    @property
    def shop(self) -> Path:
        return self.folder / "shop.sqlite"

    @property
    def state(self) -> Path:
        return self.folder / "state.sqlite"

    @property
    def sandbox(self) -> Path:
        return self.folder / "sandbox.sqlite"

    @property
    def configuration(self) -> Path:
        return self.folder / "syncd.toml"

    @property
    def token(self) -> Path:
        return self.folder / "wb-token"


def program() -> str:
    """As the reader can call it: the path of the running script, or its name when the shell finds it."""
    script = Path(sys.argv[0])
    return script.name if shutil.which(script.name) else str(script.absolute())


def build(folder: Path) -> Stage:
    """Make the shop and its mapping in a new or empty folder."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    stage = Stage(folder)
    shop.build(stage.shop)
    shutil.copyfile(Path(__file__).with_name("mapping.yaml"), folder / "mapping.yaml")
    return stage


def configure(stage: Stage, url: str, token: str, language: str) -> None:
    """Write the token, readable by its owner alone, and the configuration that refers to it."""
    stage.token.touch(mode=0o600)
    stage.token.write_text(token + "\n", "utf-8")
    text = CONFIGURATION.format(
        program=program(),
        sandbox=stage.sandbox,
        port=url.rsplit(":", 1)[1],
        language=language,
        shop=stage.shop,
        url=url,
        state=stage.state,
    )
    stage.configuration.write_text(text, "utf-8")
