"""Buses and cars of the demonstration, with their drivers, put together from the groups that came in them."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import msgspec

from safeconduct.entrypoints.demonstration.draws import Draws
from safeconduct.entrypoints.demonstration.items import CHILD_BANDS, ArrivingGroup, VehicleArrival
from safeconduct.entrypoints.demonstration.material import Material

CAR_RECORDED = 0.4
SEATS = {"car": 5, "bus": 20}
LARGE_BUS = 52
NOT_KIN = frozenset({"not_related", "ward"})


def with_vehicles(
    groups: list[ArrivingGroup], material: Material, draws: Draws
) -> tuple[list[ArrivingGroup], list[VehicleArrival]]:
    """The groups with their vehicles named: one bus a post and hour takes all who came by bus, some cars one each."""
    zones = {shape.post.code: ZoneInfo(shape.post.zone) for shape in material.posts}
    aboard: dict[tuple[str, str], list[ArrivingGroup]] = {}
    for group in sorted(groups, key=lambda group: (group.at_utc, group.ref)):
        local = group.at_utc.astimezone(zones[group.post])
        if group.transport == "bus":
            aboard.setdefault((group.post, f"{local:%Y-%m-%d %H} {group.direction}"), []).append(group)
        elif group.transport == "car" and group.size <= SEATS["car"] and draws.chance(CAR_RECORDED):
            aboard[group.post, group.ref] = [group]
    named: dict[str, str] = {}
    vehicles = []
    for number, riders in enumerate(aboard.values(), start=1):
        vehicle = _vehicle(f"V{number:04d}", riders, material, draws)
        vehicles.append(vehicle)
        named |= dict.fromkeys((group.ref for group in riders), vehicle.ref)
    return [msgspec.structs.replace(group, vehicle=named.get(group.ref)) for group in groups], vehicles


def _vehicle(ref: str, riders: list[ArrivingGroup], material: Material, draws: Draws) -> VehicleArrival:
    first = riders[0]
    people = sum(group.size for group in riders)
    names = material.names["cyrillic" if draws.chance(0.8) else "romance"]
    apart = sum(
        member.age_band in CHILD_BANDS and member.relation in NOT_KIN for group in riders for member in group.members
    )
    seats = SEATS[first.transport] if people <= SEATS[first.transport] else LARGE_BUS
    return VehicleArrival(
        ref=ref,
        post=first.post,
        at_utc=first.at_utc - timedelta(seconds=20),
        officer=first.officer,
        kind=first.transport,
        plate=f"FIC {draws.between(0, 9999):04d} {draws.one_of('ABCDEFGHJKLMNP')}{draws.one_of('ABCDEFGHJKLMNP')}",
        driver_name=f"{draws.one_of(names.given['M']).latin} {draws.one_of(names.family).latin}",
        seats=seats,
        aboard=people,
        children_with_non_relatives=apart,
        destination=first.to_place,
    )
