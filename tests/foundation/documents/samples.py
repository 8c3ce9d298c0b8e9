"""Documents of the fictional Kadar Bridge, in two languages, for all tests of the room."""

import shutil
import subprocess
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest

from safeconduct.foundation.documents.case_paper import CaseLabels, CasePaper, Said
from safeconduct.foundation.documents.daily_report import (
    Breakdown,
    DailyReport,
    DailyReportLabels,
    Deferred,
    Headcount,
    Hidden,
    Hour,
    Movements,
    Row,
    Waits,
)
from safeconduct.foundation.documents.erasure_confirmation import Amount, ErasureConfirmation, ErasureLabels
from safeconduct.foundation.documents.letterhead import Letterhead
from safeconduct.foundation.documents.one_time_codes import OneTimeCodes, OneTimeCodesLabels
from safeconduct.foundation.documents.read_back import ReadBack, ReadBackLabels, Sheet, Statement, StatementGroup
from safeconduct.foundation.documents.recovery_sheet import RecoveryShare, RecoverySheetLabels, RecoverySheets
from safeconduct.foundation.documents.registration_form import (
    Choice,
    RegistrationFormLabels,
    RegistrationForms,
    consecutive_serials,
)
from safeconduct.foundation.documents.shortcut_card import Shortcut, ShortcutCard, ShortcutCardLabels, ShortcutGroup
from safeconduct.foundation.documents.slip import Slip, SlipLabels
from safeconduct.foundation.documents.watermarked_list import ListColumn, ListLabels, NamedList
from safeconduct.kernel.tokens import make_token

CAIRO = timezone(timedelta(hours=2))
NOON = datetime(2026, 3, 4, 14, 32, tzinfo=CAIRO)
DAY = date(2026, 3, 4)
EMBLEM = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M4 0l4 2v4l-4 2-4-2V2z" fill="#0b5563"/></svg>'
)
LETTERHEAD = Letterhead(agency="Border Agency of Verania (fictional)", post="Kadar Bridge", emblem=EMBLEM)

NAMES = {
    "latin": "Amina Haddad-Ñuñez",
    "arabic": "أمينة حداد",
    "cyrillic": "Юрій Коваленко",
    "ethiopic": "ጸሃየ ገብረማርያም",
    "myanmar": "အောင်မင်းသူ",
}

SLIP_EN = SlipLabels(
    language="en",
    title="Your number",
    next_place="Wait here",
    notice_title="Your information",
    notice="We keep what you tell us to register your arrival. You may see and correct it. Registration is free.",
    training="TRAINING: not valid",
)
SLIP_AR = SlipLabels(
    language="ar",
    title="رقمكم",
    next_place="انتظروا هنا",
    notice_title="معلوماتكم",
    notice="نحتفظ بما تخبروننا به لتسجيل وصولكم. يمكنكم الاطلاع عليه وتصحيحه. التسجيل مجاني.",
    training="تدريب: غير صالح",
)
SLIP = Slip(
    letterhead=LETTERHEAD,
    token=make_token("B", 172),
    post_code="KADAR",
    day=DAY,
    issued_at=NOON,
    next_place="wait",
    person=SLIP_AR,
    officer=SLIP_EN,
)


def choices(*pairs: str) -> tuple[Choice, ...]:
    return tuple(Choice(*pair.split("=")) for pair in pairs)


FORM_EN = RegistrationFormLabels(
    language="en",
    title="Registration form",
    how_to="Write in capitals. Tick or ring the letter in the box. Leave empty what you do not know.",
    sheet="Form",
    token="Token",
    arrived_on="Arrival date",
    arrived_at="Time",
    direction="Direction",
    from_place="From (place, country)",
    to_place="To (place, country)",
    transport="Transport",
    needs="Needs now",
    given_names="Given names",
    family_name="Family name",
    name_as_written="Name as written",
    sex="Sex",
    birth_date="Born (year, month, day)",
    or_age="or age in years",
    nationality="Nationality",
    relation="Relation to focal point",
    document="Document, number",
    remarks="Remarks",
    filled_in_by="Filled in by",
    keyed_in_by="Keyed in by",
    notice="Your data serve your registration and the help you ask for. Registration is free of charge.",
    training="TRAINING: not valid",
    directions=choices("E=Entering", "L=Leaving"),
    transports=choices("F=Foot", "C=Car", "B=Bus", "T=Train", "S=Boat", "A=Plane"),
    need_choices=choices("D=Doctor now", "W=Wheelchair", "I=Interpreter", "C=Child care", "S=Step-free"),
    sexes=choices("F=Female", "M=Male", "X=Other", "?=Unknown"),
    document_types=choices("P=Passport", "I=Identity card", "B=Birth certificate", "O=Other", "N=None"),
)
FORM_AR = msgspec.structs.replace(
    FORM_EN,
    language="ar",
    title="استمارة التسجيل",
    given_names="الأسماء",
    family_name="اسم العائلة",
    training="تدريب: غير صالح",
)
FORMS = RegistrationForms(
    letterhead=LETTERHEAD,
    serials=consecutive_serials("B", first=171, count=3),
    printed_at=NOON,
    labels=FORM_EN,
    second=FORM_AR,
)

REPORT_EN = DailyReportLabels(
    language="en",
    title="Daily report of movements",
    audience_internal="Internal",
    audience_public="Public",
    draft="DRAFT",
    training="TRAINING",
    entering="Entering",
    leaving="Leaving",
    hour="Hour",
    total="Total",
    minutes_observed="Minutes observed",
    by_hour="People counted by hour and direction",
    headcount="Headcount",
    counted="Counted one by one",
    estimated="Estimated",
    movements="Registered movements",
    crossings="Registered crossings",
    unique_persons="Unique persons",
    net_stock="Net stock (entries less exits)",
    coverage="Coverage: 19.5 of 24 hours were observed. Totals are not scaled up.",
    hours_observed="Hours observed",
    deferred="Deferred verifications",
    opened="Opened today",
    closed="Closed today",
    overdue="Overdue",
    waits="Waiting",
    median_minutes="Median, minutes",
    longest_minutes="Longest, minutes",
    groups_waiting="Groups waiting now",
    remarks="Remarks",
    no_remarks="No remarks.",
    more_rows="More rows in the workbook:",
    not_observed="Not observed.",
    figures="Figures",
    notes="Notes",
    post="Post",
    day="Day",
    time_zone="Time zone",
    as_of="As of",
    movements_not_persons="Movements, not persons: one person who crosses three times is counted three times.",
    suppression_note="Cells below 5 are shown as <5; × marks a cell withheld to protect another.",
    source_note="Source: headcount and registration at the post.",
)
REPORT_AR = msgspec.structs.replace(
    REPORT_EN, language="ar", title="التقرير اليومي للتحركات", entering="الدخول", leaving="الخروج", draft="مسودة"
)
HOURS = tuple(
    Hour(
        f"{hour:02d}",
        None if hour < 4 else 40 + 9 * hour,
        None if hour < 4 else 3 + hour,
        0 if hour < 4 else 30 if hour == 4 else 60,
    )
    for hour in range(24)
)
REPORT = DailyReport(
    letterhead=LETTERHEAD,
    labels=REPORT_EN,
    audience="internal",
    day=DAY,
    day_words="Wednesday 4 March 2026",
    zone_name="Africa/Cairo",
    as_of=NOON,
    headline="3,230 people entered and 330 left; the busiest hour was 23:00.",
    chart_sentence="Entries rose through the day.",
    headcount=Headcount(entering=3230, leaving=330, counted=3450, estimated=110),
    movements=Movements(crossings=1204, unique_persons=1171, net_stock=-88),
    hours=HOURS,
    sex_and_age=Breakdown(
        "Sex and age, entering",
        ("Female", "Male", "Not recorded", "Total"),
        (Row("0–4", (100, 90, 2, 192)), Row("5–17", (200, 190, 0, 390)), Row("18–59", (700, 600, 9, 1309))),
        Row("Total", (1000, 880, 11, 1891)),
    ),
    nationalities=Breakdown("Nationalities", ("People",), (Row("Sudan", (1122,)), Row("Stateless", (12,)))),
    needs=Breakdown("Functional needs", ("People",), (Row("Doctor now", (14,)), Row("Wheelchair", (7,)))),
    deferred=Deferred(opened=14, closed=9, overdue=2),
    waits=Waits(median_minutes=26, longest_minutes=118, groups_waiting=41),
    remarks=("Power cut from 02:10 to 04:30.",),
)
PUBLIC_REPORT = msgspec.structs.replace(
    REPORT,
    audience="public",
    labels=REPORT_AR,
    needs=Breakdown(
        "الاحتياجات", ("أشخاص",), (Row("طبيب", (Hidden(5),)), Row("كرسي", (Hidden(),)), Row("مترجم", (21,)))
    ),
    deferred=None,
    waits=None,
    remarks=None,
)

RECOVERY = RecoverySheets(
    letterhead=LETTERHEAD,
    labels=RecoverySheetLabels(
        language="en",
        title="Recovery share",
        share="Share",
        any_needed="Any 2 of these 3 shares open the node when all passphrases are lost.",
        how_to=("Give each share to a different person.", "Never photograph it."),
        node="Node",
        set_name="Set",
        made_at="Printed",
        lines="Type these lines",
        code="Or show this code",
        keeper="Name of the keeper",
        kept_at="Kept at",
        signature="Date and signature",
        training="TRAINING",
    ),
    node="kadar-post-1",
    set_name="R-7F",
    shares=tuple(
        RecoveryShare(tuple(f"{share}A7K-9QRT-MM2P-4XZ{line}" for line in range(5)), f"SC1:R:{share}A7K9QRTMM2P4XZ" * 4)
        for share in range(3)
    ),
    made_at=NOON,
)
CODES = OneTimeCodes(
    letterhead=LETTERHEAD,
    labels=OneTimeCodesLabels(
        language="en",
        title="One-time codes",
        user="User",
        made_at="Printed",
        how_to=("Use a code in place of the authenticator.",),
        cross_out="Cross out each code you have used",
        training="TRAINING",
    ),
    user="Bilal",
    codes=tuple(f"{1000 + 77 * place}-{5000 + 31 * place}" for place in range(9)),
    made_at=NOON,
)
CASE = CasePaper(
    letterhead=LETTERHEAD,
    labels=CaseLabels(
        language="en", title="Case", printed_by="Printed by", reason="Why", confidential="In confidence.",
        training="TRAINING",
    ),
    reference="C-350H-DSWD",
    facts=(("Compartment", "Child protection"), ("Caseworker", "Esther")),
    steps=(
        Said(title="Opened", at="2026-03-04", by="Esther", lines=(("Who", "Boy with the red cap"),)),
        Said(title="Note", at="2026-03-05", by="Grace", lines=(("Note", "He slept.\nأكل ونام جيداً"),)),
    ),
    printed_by="Esther",
    reason="Case conference",
    printed_at=NOON,
)  # fmt: skip
ERASURE = ErasureConfirmation(
    letterhead=LETTERHEAD,
    labels=ErasureLabels(
        language="en",
        title="Confirmation of erasure",
        erased_at="Erased",
        grounds="Grounds",
        decided="Decision",
        removed="Removed",
        stays="Stays, without a name",
        by_hand_title="Still to be done by hand",
        by_hand=("Black out paper forms.", "Destroy lists."),
        statement="The data that name one person were removed.",
        signature="Supervisor",
        received="Received",
        training="TRAINING",
    ),
    erased_at=NOON,
    grounds="The person asked for it",
    decided="Decided by 2 supervisors",
    removed=(Amount("Names", "3"), Amount("Documents", "1")),
    stays=(Amount("Crossings", "2"),),
    printed_at=NOON,
)
READ_BACK = ReadBack(
    letterhead=LETTERHEAD,
    labels=ReadBackLabels(
        language="ar",
        title="ما سُجّل عنك",
        notice="احفظ هذه الورقة.",
        times="الأوقات بتوقيت المركز (Africa/Cairo، UTC+02:00).",
        without_name="شخص بلا اسم",
        training="TRAINING",
    ),
    sheets=(
        Sheet(
            names=("Amina Haddad", "أمينة حداد"),
            groups=(
                StatementGroup(
                    title="من أنت",
                    intro="",
                    empty="",
                    objections=("أنت تعترض على هذا.",),
                    statements=(Statement(label="الجنسية", value="سوريا", note=""),),
                ),
            ),
        ),
        Sheet(names=(), groups=()),
    ),
    printed_at=NOON,
)
CARD = ShortcutCard(
    letterhead=LETTERHEAD,
    labels=ShortcutCardLabels(language="en", title="Keys of the desk", motto="No mouse needed.", training="TRAINING"),
    groups=tuple(
        ShortcutGroup(f"Group {size}", tuple(Shortcut(("Ctrl", str(key)), f"Does {size}.{key}") for key in range(size)))
        for size in (9, 6, 4, 4)
    ),
    version="Safeconduct 0.1.0",
    made_at=NOON,
)
LIST = NamedList(
    letterhead=LETTERHEAD,
    labels=ListLabels(
        language="en",
        title="Today's list with names",
        printed_by="Printed by",
        lines="Lines",
        confidential="Confidential: for the shift supervisor alone.",
        empty="No one yet.",
        training="TRAINING",
    ),
    subtitle="Wednesday 4 March 2026",
    columns=(ListColumn("Token", "code"), ListColumn("Name", "name", 2), ListColumn("Decision")),
    rows=tuple((make_token("B", 170 + place), name, "Admitted") for place, name in enumerate(NAMES.values())),
    printed_by="Samira",
    printed_at=NOON,
)


def written(pdf: bytes, folder: Path) -> Path:
    """The PDF as a file for poppler's programs."""
    if shutil.which("pdftotext") is None:
        pytest.skip("needs poppler-utils (pdftoppm, pdftotext, pdffonts, pdfinfo)")
    path = folder / "document.pdf"
    path.write_bytes(pdf)
    return path


def pages_of(pdf: bytes, folder: Path, *, dots_per_inch: int = 110) -> list[Path]:
    """The pages as PNG files, drawn by poppler: another program than the one that wrote them."""
    written(pdf, folder)
    command = ["pdftoppm", "-r", str(dots_per_inch), "-png", str(folder / "document.pdf"), str(folder / "page")]
    subprocess.run(command, check=True, capture_output=True)
    return sorted(folder.glob("page*.png"))


def text_of(pdf: bytes, folder: Path, *, order: str = "layout") -> str:
    """The text as poppler extracts it; `order="raw"` also finds words set at a slant."""
    written(pdf, folder)
    command = ["pdftotext", f"-{order}", str(folder / "document.pdf"), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()
