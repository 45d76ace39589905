"""What happens by itself when its time has come."""

from __future__ import annotations

from syncd.sandbox import media, workshop
from syncd.sandbox.cards import MediaWork, Work
from syncd.sandbox.world import World


def settle(world: World) -> None:
    world.empty_trash()
    for work in world.due_work():
        cabinet = world.cabinet(work.sid)
        match work:
            case Work():
                workshop.settle(world, cabinet, work)
            case MediaWork():
                media.settle(world, cabinet, work)
