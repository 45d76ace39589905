"""`syncd dictionary`: what WB calls things, for whoever writes mapping.yaml. Nothing is changed anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from syncd.cli.base import Setting, account_option, json_option, pass_setting
from syncd.cli.output import print_json, table
from syncd.model.dictionary import CharacteristicType, Directory
from syncd.model.errors import ConfigurationError, ErrorCode, ExitCode

if TYPE_CHECKING:
    from syncd.jobs.dictionaries import KnownOrAsked
    from syncd.model.dictionary import Characteristic, Subject

DIRECTORIES = click.Choice([directory.value for directory in Directory])


@click.group()
def dictionary() -> None:
    """What WB calls things: subjects, characteristics, allowed values. For writing mapping.yaml."""


@dictionary.command()
@click.argument("text", required=False, default="")
@account_option
@json_option
@pass_setting
def subjects(setting: Setting, text: str, account: str | None, as_json: bool) -> int:
    """WB's subjects, or those whose name or parent's name holds TEXT."""
    with _open(setting, account) as at_wb:
        wanted = text.casefold()
        found = [
            subject
            for subject in at_wb.subjects()
            if wanted in subject.name.casefold() or wanted in subject.parent_name.casefold()
        ]
    found.sort(key=lambda subject: (subject.parent_name, subject.name, subject.subject_id))
    if as_json:
        print_json(found)
    else:
        rows = [(each.subject_id, each.name, each.parent_name) for each in found]
        table(_heads(setting, "id", "subject", "parent"), rows)
    return ExitCode.OK


@dictionary.command()
@click.argument("subject")
@account_option
@json_option
@pass_setting
def characteristics(setting: Setting, subject: str, account: str | None, as_json: bool) -> int:
    """The characteristics of SUBJECT, given by its id or its exact name; required ones first."""
    with _open(setting, account) as at_wb:
        chosen = _choose(at_wb, subject)
        found = list(at_wb.characteristics(chosen))
    found.sort(key=lambda each: (not each.required, each.name))
    if as_json:
        print_json(found)
        return ExitCode.OK
    setting.say("cli-dictionary-subject", id=chosen.subject_id, name=chosen.name, parent=chosen.parent_name)
    rows = [
        (each.charc_id, each.name, _kind(setting, each), each.max_count or "", each.unit) for each in found
    ]
    table(_heads(setting, "id", "characteristic", "kind", "most", "unit"), rows)
    return ExitCode.OK


@dictionary.command()
@click.argument("directory", type=DIRECTORIES)
@click.argument("subject", required=False)
@account_option
@json_option
@pass_setting
def values(setting: Setting, directory: str, subject: str | None, account: str | None, as_json: bool) -> int:
    """The values that a DIRECTORY of WB allows. Those of tnved and brands depend on the SUBJECT."""
    wanted = Directory(directory)
    if wanted.by_subject and subject is None:
        raise click.UsageError(f"{directory} depends on the subject: values {directory} SUBJECT")
    with _open(setting, account) as at_wb:
        chosen = _choose(at_wb, subject).subject_id if wanted.by_subject and subject else None
        found = at_wb.values(wanted, chosen)
    if as_json:
        print_json(list(found))
    else:
        for value in found:
            click.echo(value)
    return ExitCode.OK


@contextmanager
def _open(setting: Setting, account: str | None) -> Iterator[KnownOrAsked]:
    """Of the account, or of the first one: WB's dictionaries are the same for all sellers."""
    from syncd import factory  # noqa: PLC0415
    from syncd.cli.logs import configure  # noqa: PLC0415
    from syncd.clock import SystemClock, stop_by_signal  # noqa: PLC0415

    settings = setting.settings
    configure(settings.log, answers=True)
    clock = SystemClock()
    stop_by_signal(clock.stop)
    chosen = factory.choose_accounts(settings, account)[0]
    with factory.open_dictionary(settings, chosen, clock) as at_wb:
        yield at_wb


def _choose(at_wb: KnownOrAsked, wanted: str) -> Subject:
    """Raises `ConfigurationError` (subject-not-found, subject-several)."""
    known = at_wb.subjects()
    plain = " ".join(wanted.split()).casefold()
    found = [each for each in known if str(each.subject_id) == wanted or each.name.casefold() == plain]
    if len(found) == 1:
        return found[0]
    if found:
        choices = "; ".join(f"{each.subject_id} ({each.parent_name})" for each in found)
        raise ConfigurationError(ErrorCode.SUBJECT_SEVERAL, subject=wanted, choices=choices)
    near = [each.name for each in known if plain in each.name.casefold()][:10]
    raise ConfigurationError(ErrorCode.SUBJECT_NOT_FOUND, subject=wanted, near=", ".join(near))


def _kind(setting: Setting, each: Characteristic) -> str:
    kind = "number" if each.type is CharacteristicType.NUMBER else "texts"
    told = setting.texts.say(f"cli-dictionary-{kind}")
    return f"{told}, {setting.texts.say('cli-dictionary-required')}" if each.required else told


def _heads(setting: Setting, *names: str) -> list[str]:
    return [setting.texts.say(f"cli-column-{name}") for name in names]
