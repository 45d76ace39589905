"""Photos and the video of a card (modern.md, 5.5).

Texts of refusals are unpublished, so all here are guesses; their statuses are the contract's.
"""

from __future__ import annotations

import io
from dataclasses import replace

from python_multipart import parse_form
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import File

from syncd.sandbox import bodies, images, links
from syncd.sandbox.answers import TEXT, Answer, Refused, refuse, reply
from syncd.sandbox.cabinet import Cabinet
from syncd.sandbox.call import Call
from syncd.sandbox.cards import Card, Download, MediaWork, Medium
from syncd.sandbox.world import World

PHOTOS = 30
PART = "uploadfile"


def taken() -> Answer:
    return reply({"data": {}, "error": False, "errorText": "", "additionalErrors": None})


# --- one file


def file(call: Call) -> Answer:
    card = _card(call, _header(call, "x-nm-id"))
    number = _header(call, "x-photo-number")
    content = _part(call)
    try:
        medium = images.examine(content)
    except images.Unfit as unfit:
        raise refuse(f"Media file does not meet the requirements: {unfit}") from unfit
    is_video = medium.kind in images.VIDEOS
    if number < 1 or (is_video and number != 1) or (not is_video and number > PHOTOS):
        raise refuse("Invalid X-Photo-Number")
    if call.effect:
        _schedule(call.world, call.cabinet, card.nm_id, (medium,), number)
    return taken()


def _header(call: Call, name: str) -> int:
    text = call.headers.get(name, "")
    if not text.isdecimal() or len(text) > 19:
        raise refuse(f"Invalid {name} header")
    return int(text)


def _card(call: Call, nm_id: int) -> Card:
    card = call.cabinet.standing(nm_id)
    if card is None:
        raise refuse("Указан несуществующий nmID карточки товара")
    return card


def _part(call: Call) -> bytes:
    """The bytes of the one part. Raises `Refused`."""
    kind = call.headers.get("content-type", "")
    files: list[File] = []
    try:
        parse_form({"Content-Type": kind.encode()}, io.BytesIO(call.body), None, files.append)
    except (FormParserError, ValueError) as error:
        raise Refused(Answer(400, b"Invalid 'boundary' for 'multipart/form-data' request", TEXT)) from error
    for found in files:
        if found.field_name == PART.encode():
            found.file_object.seek(0)
            return found.file_object.read()
    raise refuse(f"There is no file in {PART}")


# --- links


def save(call: Call) -> Answer:
    """Replaces all media of the card, unless any link is bad: then nothing happens, after all 200."""
    body = bodies.decode(call.body)
    if not isinstance(body, dict):
        raise bodies.invalid_format()
    nm_id = bodies.member(body, "nmId", int, 0)
    if not nm_id:
        raise refuse("nmId is required", status=422)
    card = _card(call, nm_id)
    addresses = bodies.member(body, "data", list, [])
    if not all(isinstance(link, str) for link in addresses):
        raise bodies.invalid_format()
    wrong = [link for link in addresses if not links.is_direct(link)]
    if wrong:
        raise refuse("Some links cannot be saved", dict.fromkeys(wrong, "invalid link"), 409)
    if call.effect:
        call.world.downloads.append(Download(call.cabinet.sid, card.nm_id, tuple(addresses)))
    return taken()


def finish(world: World, download: Download, media: tuple[Medium, ...] | None) -> None:
    """The links were fetched; None: one of them was bad, and nothing comes of it."""
    if media is None or not _is_a_set(media):
        return
    _schedule(world, world.cabinet(download.sid), download.nm_id, media, None)


def _is_a_set(media: tuple[Medium, ...]) -> bool:
    videos = sum(medium.kind in images.VIDEOS for medium in media)
    return videos <= 1 and len(media) - videos <= PHOTOS


# --- what becomes of it


def _schedule(
    world: World, cabinet: Cabinet, nm_id: int, media: tuple[Medium, ...], number: int | None
) -> None:
    work = MediaWork(world.number("work"), cabinet.sid, world.task_due(), nm_id, media, number)
    world.schedule(work)


def settle(world: World, cabinet: Cabinet, work: MediaWork) -> None:
    """Guess: media move the card's `updatedAt`."""
    card = cabinet.cards.get(work.nm_id)
    if card is None:
        return
    video = next((medium for medium in work.media if medium.kind in images.VIDEOS), None)
    photos = tuple(medium for medium in work.media if medium.kind not in images.VIDEOS)
    if work.number is None:
        changed = replace(card, photos=photos, video=video)
    elif video:
        changed = replace(card, video=video)
    else:
        changed = replace(card, photos=_placed(card.photos, photos[0], work.number))
    world.put(cabinet, replace(changed, updated_at=work.due))


def _placed(photos: tuple[Medium, ...], photo: Medium, number: int) -> tuple[Medium, ...]:
    """A number above the count appends. Guess: one that is taken replaces."""
    if number > len(photos):
        return (*photos, photo)[:PHOTOS]
    return (*photos[: number - 1], photo, *photos[number:])
