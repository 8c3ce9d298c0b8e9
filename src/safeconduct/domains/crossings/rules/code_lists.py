"""The codes that crossings know. Lists are data; their words in four languages live with the pages."""

DIRECTIONS = ("entry", "exit")
SEXES = ("F", "M", "X", "unknown")
# UNHCR's standard bands, and the wider ones of IOM DTM's Flow Monitoring Registry for a count by eye.
AGE_BANDS = ("0-4", "5-11", "12-17", "5-17", "0-17", "18-59", "60+", "18+", "unknown")
NATIONALITY_GROUPS = ("national", "neighbour", "other", "unknown")
METHODS = ("counted", "estimated")
COUNT_FLAGS = ("uasc", "pregnant", "disability", "medical", "injured")
TRANSPORTS = (
    "foot", "bicycle", "motorcycle", "car", "minibus", "bus", "truck", "animal", "train", "boat", "ferry",
    "aircraft", "other", "unknown",
)  # fmt: skip
HOUR_REMARKS = (
    "post_closed", "not_staffed", "insecurity", "weather", "power_cut", "crowd_too_large", "partly_estimated",
)  # fmt: skip
