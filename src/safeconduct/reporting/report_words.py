"""The words of the daily report and its sentences, in the active language. Numbers come from `daily_report`."""

from collections.abc import Sequence

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from safeconduct.foundation import codes
from safeconduct.foundation.documents.daily_report import DailyReportLabels, hours_text
from safeconduct.foundation.web.labels import label
from safeconduct.principles.state_fled import Limits
from safeconduct.reporting.day_figures import DayFigures, HourFigures


def report_labels(figures: DayFigures) -> DailyReportLabels:
    """The fixed words; the sentence on coverage names the hours of this day, the note what hides a number."""
    return DailyReportLabels(
        language=get_language() or "en",
        title=_("Daily report of movements"),
        audience_internal=_("Internal"),
        audience_public=_("Public version"),
        draft=_("DRAFT"),
        training=_("TRAINING"),
        entering=_("Entering"),
        leaving=_("Leaving"),
        hour=_("Hour"),
        total=_("Total"),
        minutes_observed=_("Minutes observed"),
        by_hour=_("Movements by hour and direction"),
        headcount=_("Headcount"),
        counted=_("Counted one by one"),
        estimated=_("Estimated"),
        movements=_("Registration"),
        crossings=_("Crossings registered"),
        unique_persons=_("Unique persons"),
        net_stock=_("Net stock (entered less left)"),
        coverage=coverage_sentence(figures),
        hours_observed=_("Hours observed"),
        deferred=_("Deferred verifications"),
        opened=_("Put off on this day"),
        closed=_("Worked off on this day"),
        overdue=_("Overdue at its end"),
        waits=_("Waiting"),
        median_minutes=_("Median, minutes"),
        longest_minutes=_("Longest, minutes"),
        groups_waiting=_("Groups still waiting"),
        remarks=_("Remarks"),
        no_remarks=_("No remarks."),
        more_rows=_("More rows in the workbook:"),
        not_observed=_("Nobody said that these hours were observed."),
        figures=_("Figures"),
        notes=_("Notes"),
        post=_("Post"),
        day=_("Day"),
        time_zone=_("Time zone"),
        as_of=_("As of"),
        movements_not_persons=_(
            "Movements, not persons: one person who crosses three times is counted three times. Headcount, crossings "
            "and persons are three counts and are never added up."
        ),
        suppression_note=suppression_note(figures.released),
        source_note=_("Source: headcount and registration at this post."),
    )


def suppression_note(released: Limits) -> str:
    """What hides a number in public; and why places are coarse while people flee a State."""
    note = _(
        "× is a number below {threshold}, or one that would let such a number be worked out; it may be zero. "
        "No total was changed."
    ).format(threshold=released.least_count)
    if not released.is_coarse:
        return note
    coarse = _("The post is not named: what is public reaches the State that people flee.")
    return f"{note} {coarse}"


def coverage_sentence(figures: DayFigures) -> str:
    """How much of the day was observed, and what was counted outside of it."""
    said = _("{hours} of {whole} hours were observed; totals are not scaled up.").format(
        hours=hours_text(figures.hours_observed), whole=len(figures.hours)
    )
    unsaid = sum(1 for hour in figures.hours if hour.is_counted and not hour.minutes)
    if not unsaid:
        return said
    return f"{said} " + ngettext(
        "In {number} hour people were counted and nobody said for how long.",
        "In {number} hours people were counted and nobody said for how long.",
        unsaid,
    ).format(number=unsaid)


def day_words(figures: DayFigures) -> str:
    """`Wednesday 4 March 2026`."""
    return date_format(figures.day, "l j F Y")


def headline(entering: int | None, leaving: int | None, busiest: HourFigures | None) -> str:
    """The message of the day in one sentence."""
    if entering is None or leaving is None:
        return _("Too few movements were counted to publish all numbers.")
    if entering == 0 and leaving == 0:
        return _("No movement was counted on this day.")
    counted = ngettext(
        "{entering} movement in and {leaving} out were counted",
        "{entering} movements in and {leaving} out were counted",
        entering,
    ).format(entering=number(entering), leaving=number(leaving))
    if busiest is None:
        return f"{counted}."
    return _("{counted}; the busiest hour began at {hour}.").format(counted=counted, hour=f"{busiest.starts:%H:%M}")


def chart_sentence(entering: Sequence[tuple[HourFigures, int | None]]) -> str:
    """What the chart of the hours shows. Hours whose number is hidden are not spoken of."""
    shown = [(hour, count) for hour, count in entering if count]
    if not shown:
        return _("No hour has a number of entries to show.")
    hour, most = max(shown, key=lambda one: one[1])
    if len(shown) == 1:
        return _("All entries that can be shown fall into the hour from {hour}.").format(hour=f"{hour.starts:%H:%M}")
    words = ngettext(
        "Entries were highest from {hour}, at {most} in the hour; they were counted in {hours} hour.",
        "Entries were highest from {hour}, at {most} in the hour; they were counted in {hours} hours.",
        len(shown),
    )
    return words.format(hour=f"{hour.starts:%H:%M}", most=number(most), hours=len(shown))


def number(count: int) -> str:
    """With the separators of the language."""
    return number_format(count, use_l10n=True, force_grouping=True)


def direction_band(direction: str, band: str) -> str:
    """`In, 0–4`: short, for the first column of a narrow table."""
    named = {"entry": _("In"), "exit": _("Out"), "registered": _("Persons")}[direction]
    return _("{direction}, {band}").format(direction=named, band=label("age_band", band))


def nationality_name(code: str) -> str:
    """The State in the active language; what speaks of protection says no more than that."""
    if code == "unknown":
        return _("Not known")
    if code == codes.SEE_PROTECTION:
        return _("See protection")
    return codes.state_name(code, (get_language() or "en").split("-")[0])


def hour_remark(hour: HourFigures) -> str:
    """`02:00 Power cut`."""
    return f"{hour.starts:%H:%M} {label('hour_remark', hour.remark)}"
