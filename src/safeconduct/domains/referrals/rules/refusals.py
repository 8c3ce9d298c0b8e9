"""Every refusal of this room, and what it means."""

from collections.abc import Mapping

REFUSALS: Mapping[str, str] = {
    "referrals.unknown_service": "the service is not in the directory here",
    "referrals.broken_id": "an id that is none",
    "referrals.name_missing": "a service needs a name",
    "referrals.type_missing": "a service says what it does",
    "referrals.unknown_code": "a code that is not in its list",
    "referrals.age_range": "ages lie between 0 and 120, the lower one first",
    "referrals.hours_shape": "days or times that do not exist",
    "referrals.position": "a latitude or longitude that does not exist, or one without the other",
    "referrals.capacity_range": "a number of places that no service has",
    "referrals.day_shape": "a day that does not exist, or lies ahead",
    "referrals.nothing_changed": "nothing is different from what stands",
    "referrals.not_your_service": "an agency asks for changes of its own services alone",
    "referrals.request_unreadable": "a request that holds no fields of a service",
    "referrals.unknown_request": "there is no such request, or it was answered",
}
