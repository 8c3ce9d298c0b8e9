"""Vehicles: recorded once, listed by day, corrected with a reason."""

import pytest

from safeconduct.domains.crossings import queries
from tests.desks.border_post.scenes import field, ok, sent, words

pytestmark = pytest.mark.django_db
BUS = {
    "kind": "bus", "plate": "KD 441", "driver_name": "Ivan", "seats": "40", "aboard": "52",
    "children_with_non_relatives": "3", "destination": "Sarn",
}  # fmt: skip


@pytest.fixture
def bilal(desk):
    return desk("bilal")


def recorded(client, cast, **changes):
    ok(client.post("/post/vehicles/", sent(**BUS | changes)), 302)
    return queries.vehicles_of_day(cast.post, "2026-03-04")[0]


def test_an_empty_day_says_what_will_appear(bilal):
    assert "No vehicle today" in words(ok(bilal.get("/post/vehicles/")))


def test_a_vehicle_is_recorded_once_and_overloading_is_no_reason_to_refuse(bilal, cast):
    form = sent(**BUS)
    for _ in range(2):
        ok(bilal.post("/post/vehicles/", form), 302)
    (bus,) = queries.vehicles_of_day(cast.post, "2026-03-04")
    assert (bus.aboard, bus.seats, bus.children_with_non_relatives) == (52, 40, 3)
    assert "KD 441" in words(ok(bilal.get("/post/vehicles/")))


def test_a_vehicle_of_which_nothing_is_known_is_recorded(bilal, cast):
    empty = {name: "" for name in BUS if name != "kind"}
    assert recorded(bilal, cast, **empty).plate == ""


def test_more_children_than_people_is_said_at_the_field(bilal, cast):
    answer = ok(bilal.post("/post/vehicles/", sent(**BUS | {"aboard": "2"})), 422)
    assert "More children travel with non-relatives" in words(answer)


def test_a_vehicle_is_corrected_with_a_reason(bilal, cast):
    bus = recorded(bilal, cast)
    url = f"/post/vehicles/{bus.subject}/"
    form = sent(**BUS | {"plate": "KD 414"}, seen=field(ok(bilal.get(url)), "seen"))
    ok(bilal.post(url, form), 422)
    ok(bilal.post(url, form | {"reason": "read again"}), 302)
    assert queries.vehicle(bus.subject).plate == "KD 414"
    assert queries.vehicle(bus.subject).contested_values == {}
    assert "read again" in words(ok(bilal.get(url)))
    ok(bilal.post(url, sent(**BUS | {"plate": "KD 414"}, reason="again")), 422)


def test_dalia_is_refused(desk, cast, bilal):
    bus, client = recorded(bilal, cast), desk("dalia")
    for page in ("", f"{bus.subject}/"):
        assert client.get(f"/post/vehicles/{page}").status_code == 403
        assert client.post(f"/post/vehicles/{page}", sent(**BUS)).status_code == 403
