"""Sentences of reports, exports, imports and paper."""

from django.utils.translation import gettext_lazy as _

from safeconduct.foundation.web.texts import Sentence

SENTENCES: dict[str, Sentence] = {
    "report.day_in_future": _("This day has not begun at the post. Choose today or an earlier day."),
    "report.day_not_over": _("The public version can be made once the day is over at the post: two editions of one day would tell what each of them hides."),
    "report.no_such_day": _("“{value}” is not a day. Write it as year, month and day: 2026-03-04."),
    "report.no_such_post": _("There is no post “{value}” at this node. Give its letter or its name."),
    "report.no_such_file": _("A report is a PDF or a workbook. Open the report and choose one of them."),
    "report.output_kind": _("Name a file that ends in .pdf, .xlsx or .json."),
    "staffing.out_of_range": _("This number is not possible here. Type one from {lowest} to {highest}."),
    "places.forms_count": _("Print from 1 to {most} forms at a time."),
    "places.serials_used_up": _("All form serials of this post are used. Ask the administrator for another letter."),
    "places.no_such_batch": _("These forms were not printed at this node. Choose a batch from the list."),
}  # fmt: skip
