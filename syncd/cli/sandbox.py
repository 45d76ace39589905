"""`syncd sandbox`: a Wildberries of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from syncd.model.errors import ExitCode

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.option(
    "--port", default=0, type=click.IntRange(0, 65535), metavar="N", help="0, the default: a free one."
)
@click.option("--data", type=_FILE, metavar="FILE", help="Remember everything in this SQLite file.")
@click.option("--dictionary", type=_FILE, metavar="FILE", help="Subjects and characteristics of one's own.")
@click.option(
    "--limits",
    type=click.Choice(["real", "off"]),
    default="real",
    show_default=True,
    help="Keep WB's limits on requests, or none.",
)
@click.option("--faults", type=_FILE, metavar="FILE", help="Faults to begin with, as JSON.")
@click.option("--supplier-id", metavar="UUID", help="The seller behind every token that it makes.")
@click.option(
    "--delay",
    type=click.FloatRange(0),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="How long a card that was accepted stays unseen.",
)
@click.option("--api", type=click.Choice(["content"]), default="content", help="Generation of WB's API.")
def sandbox(  # noqa: PLR0917 - an option each
    port: int,
    data: Path | None,
    dictionary: Path | None,
    limits: str,
    faults: Path | None,
    supplier_id: str | None,
    delay: float,
    api: str,
) -> int:
    """Serve a strict simulator of Wildberries on this machine, until Ctrl-C.

    The first line printed is its address: write it into base_url of [[account]]. Under /_sandbox/ it shows
    what it holds, makes tokens and moves its clock.
    """
    from syncd.sandbox.errors import SandboxError  # noqa: PLC0415
    from syncd.sandbox.server import Options, serve  # noqa: PLC0415

    options = Options(
        port=port,
        data=data,
        dictionary=dictionary,
        limits=limits == "real",
        faults=faults,
        supplier_id=supplier_id,
        delay=delay,
    )
    try:
        serve(options, click.echo)  # which flushes: whoever started the sandbox waits for this line
    except SandboxError as error:
        click.echo(str(error), err=True)
        return ExitCode.USAGE
    return ExitCode.OK
