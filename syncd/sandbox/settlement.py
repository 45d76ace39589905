"""What happens by itself when its time has come."""

from __future__ import annotations

from syncd.sandbox import media, pricing, workshop
from syncd.sandbox.cards import MediaWork, Work
from syncd.sandbox.goods import PriceTask
from syncd.sandbox.world import World


def settle(world: World) -> None:
    world.empty_trash()
    pricing.release_old(world)
    for work in world.due_work():
        cabinet = world.cabinet(work.sid)
        match work:
            case Work():
                workshop.settle(world, cabinet, work)
            case MediaWork():
                media.settle(world, cabinet, work)
            case PriceTask():
                pricing.settle(world, cabinet, work)
