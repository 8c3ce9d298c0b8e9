"""The sentences of the crossings' refusals: what happened, and what to do."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from safeconduct.foundation.web.texts import Counted, Sentence

SENTENCES: dict[str, Sentence] = {
    "crossings.unknown_code": _("This value is not in the list. Choose one from the list."),
    "crossings.out_of_range": _("Give a number from {least} to {most}."),
    "crossings.not_at_this_post": _("This belongs to another post. Change to that post first, then do it there."),
    "crossings.hour_not_whole": _("An hour begins on the full hour of the post's clock. Choose the hour again."),
    "crossings.hour_in_future": _("This hour has not begun. Choose the present hour or an earlier one."),
    "crossings.hour_too_old": _(
        "This hour lies more than {days} days back. Put it into a report with a remark instead."
    ),
    "crossings.no_such_count": _("There is no such count of yours in this hour. Look at the hour again."),
    "crossings.undo_too_late": _("Only the first {seconds} seconds allow taking back. Correct the record instead."),
    "crossings.already_undone": _("This was taken back before; nothing more to do."),
    "crossings.already_recorded": _("This crossing is recorded already. Find it in the list of today."),
    "crossings.no_such_crossing": _("This node does not hold this crossing. Check the token, or ask the other post."),
    "crossings.not_voided": _("This crossing is not voided, so there is nothing to take back."),
    "crossings.voided": _("This crossing was voided as a mistake. Record the people again if they stand here."),
    "crossings.malformed_id": _("A reference in this form is broken. Open the page again; your draft is kept."),
    "crossings.arrival_in_future": _("The time of arrival lies ahead of now. Check the time."),
    "crossings.arrival_too_old": _("The arrival lies more than {days} days back. Check the date."),
    "crossings.time_without_zone": _("This time was not understood. Give the date and the time again."),
    "crossings.reason_missing": _("Say in a few words why this is changed."),
    "crossings.nothing_changed": _("Nothing is different from what stands already."),
    "crossings.not_correctable": _("This field cannot be corrected here."),
    "crossings.wrong_shape": _("This value does not fit its field. Check it and give it again."),
    "crossings.fewer_than_registered": Counted(
        "least",
        ngettext_lazy(
            "{least} person is registered by name in this crossing. Give at least this number, or take them out first.",
            "{least} people are registered one by one in this crossing. Give at least this number, or take a person out first.",
            "least",
        ),
    ),
    "crossings.decision_needs": _("Something is missing: fill in the fields that this decision asks for."),
    "crossings.decision_not_from_here": _("This decision cannot follow the one in force. Look at the crossing again."),
    "crossings.deadline_passed": _("The deadline has passed already. Give a later one."),
    "crossings.deadline_too_far": _("A verification is done within {days} days. Give an earlier deadline."),
    "crossings.next_time_passed": _("The next time has passed already. Give a later one."),
    "crossings.wait_too_long": _("Nobody is told to wait more than {hours} hours at once. Give an earlier time."),
    "crossings.nothing_to_undo": _("No decision of yours stands here, so there is nothing to take back."),
    "crossings.no_open_verification": _("No verification is open for this crossing. Someone may have completed it."),
    "crossings.counter_shape": _("Give the counter as a number or up to four letters and digits."),
    "crossings.shift_open": _("A shift is open at this post. Hand it over before opening another."),
    "crossings.no_such_shift": _("This node does not hold this shift. Open the page again."),
    "crossings.shift_closed": _("This shift was handed over already."),
    "crossings.vehicle_recorded": _("This vehicle is recorded already. Find it in the list of today."),
    "crossings.no_such_vehicle": _("This node does not hold this vehicle. Open the list of vehicles again."),
    "crossings.more_children_than_aboard": _(
        "More children travel with non-relatives than people are aboard. Check both numbers."
    ),
}
