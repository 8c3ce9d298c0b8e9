"""The codes that crossings know. Lists are data; their words in four languages live with the pages."""

from safeconduct.foundation.codes import code_list

UNKNOWN = "unknown"
DIRECTIONS = ("entry", "exit")
LEVELS = (0, 1, 2, 3)
SEXES = code_list("sex")
# The register's bands, those of the Flow Monitoring Registry, and a child or an adult for a count by eye.
COUNT_AGE_BANDS = tuple(dict.fromkeys([*code_list("age_bands"), *code_list("age_bands_fmr"), "0-17", "18+", UNKNOWN]))
NATIONALITY_GROUPS = ("national", "neighbour", "other", UNKNOWN)
METHODS = ("counted", "estimated")
# IOM DTM, Flow Monitoring Registry: the vulnerabilities that are counted and never named.
COUNT_FLAGS = ("uasc", "pregnant", "disability")
TRANSPORTS = code_list("transport_modes")
COUNT_TRANSPORTS = (*TRANSPORTS, UNKNOWN)
VEHICLE_KINDS = tuple(mode for mode in TRANSPORTS if mode not in {"foot", "bicycle"})
NEEDS = code_list("functional_needs")
HOUR_REMARKS = (
    "post_closed", "not_staffed", "insecurity", "weather", "power_cut", "crowd_too_large", "partly_estimated",
)  # fmt: skip
# Why people wait: what the post lacks or awaits, nothing about the person.
WAIT_REASONS = (
    "post_full", "interpreter_awaited", "medical_team_awaited", "family_awaited", "transport_awaited",
    "documents_awaited", "equipment_failed", "insecurity",
)  # fmt: skip
VERIFICATION_OUTCOMES = ("verified", "not_found", "not_needed")
ROUTINGS = ("national_returning", "third_country_national", "stateless")
