"""Code lists and limits of complaints, for rules, projection and pages alike.

Sources: IASC Minimum Operating Standards on protection from sexual exploitation and abuse (2012); Core Humanitarian
Standard (2024), commitment 5: complaints are welcomed, answered in time, and their safety comes first.
"""

from datetime import timedelta

COMPARTMENT = "misconduct"
SEXUAL, CONDUCT = "sexual_exploitation", "misconduct"
SEALED_ABOUT = (SEXUAL, CONDUCT)  # never kept at a post in the clear
POST_ABOUT = ("service", "delay", "decision", "other")
COMPLAINT_BY = ("person", "family", "staff", "anonymous")
POST_OUTCOMES = ("put_right", "upheld", "not_upheld", "passed_on")
STEPS = ("safety", "medical", "heard", "evidence", "referred", "reported", "kept_away", "told", "other")
OUTCOMES = ("substantiated", "not_substantiated", "not_enough", "passed_on", "taken_back")

ANSWER_WITHIN = timedelta(days=14)  # assumption: ten working days, a weekend between them twice
# assumption: sexual exploitation and abuse within a day, other misconduct within two
ACKNOWLEDGE_WITHIN = {SEXUAL: timedelta(hours=24), CONDUCT: timedelta(hours=48)}
STEP_EVERY = timedelta(days=14)  # assumption: an open case of which nothing is written for two weeks is forgotten

CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is misread on the phone
CODE_LENGTH = 10
LONGEST_WORDS, LONGEST_LINE = 2_000, 200


def is_code(text: str) -> bool:
    """Whether a text is shaped like the code that a complainant carries."""
    return len(text) == CODE_LENGTH and all(sign in CODE_SIGNS for sign in text)


def read_code(text: str) -> str:
    """The code as it was typed or said: without spaces and hyphens, in capitals."""
    return "".join(sign for sign in text.upper() if sign.isalnum())
