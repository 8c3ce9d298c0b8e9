"""The sentences of reviews. What a gate stopped reads like what was asked: officer and person learn no more."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "reviews.sent_for_review": _(
        "Sent for review. The second line and protection look at it together; until they have answered, the person stays."
    ),
    "reviews.not_available": _("Return, transfer and readmission are not available here."),
    "reviews.malformed_id": _("A reference in this form is broken. Open the page again; nothing was lost."),
    "reviews.unknown_code": _("This value is not in the list. Choose one from the list."),
    "reviews.not_at_this_post": _("Ask where the person stands. Change to that post first."),
    "reviews.nothing_asked": _("Nothing is open about this person. Open the list of reviews again."),
    "reviews.not_reviewed": _("The second line has not said that the conditions of entry are not met. Say it first."),
    "reviews.same_person": _("Somebody else has to do this: second line and protection are never one person."),
    "reviews.not_refused": _("No refusal stands. Open the review again."),
    "reviews.unknown_hold": _("Choose a hold that stands. Open the review again."),
    "reviews.not_all_seen": _("Mark each thing that was seen. What was not seen cannot be cleared."),
    "reviews.no_such_post": _("Choose a post of the list."),
    "reviews.no_such_day": _("Give a day that has begun at the post."),
    "reviews.people": _("Give a number of people from 1 to {most}."),
    "reviews.no_such_report": _("This report does not count any more. Open the page again."),
    "reviews.clearance_exists": _("This clearance was given already. Open the review again."),
}
