"""The pages of the gallery: the sketch of the register, every component, and endpoints that note what they are sent."""

import json
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from safeconduct.foundation.web.shell import Band, NavLink, NavSection, Shell, User

# What the pages of a test sent, by name; the process of a gallery serves one test module.
SENT: dict[str, list[dict[str, Any]]] = {}
DRAFTS: dict[str, Any] = {}
BEHAVIOUR = {"tally": "ok"}

WORDS = {
    "ar": {
        "Border post": "نقطة الحدود", "Headcount": "التعداد", "Register": "التسجيل", "Queue": "الطابور", "Find": "بحث",
        "Second line": "الخط الثاني", "Shift": "المناوبة", "Today": "اليوم", "Deferred checks": "تحققات مؤجلة",
        "Hand over": "تسليم المناوبة", "Report": "التقرير", "Northern province": "المقاطعة الشمالية",
        "Admission order 14 · any document or none": "أمر الدخول 14 · أي وثيقة أو بدون وثيقة",
        "lapses 12 March": "ينتهي في 12 مارس", "Kadar Bridge": "جسر كدار", "border officer": "موظف حدود",
        "Registration group of 5": "مجموعة تسجيل من 5", "Name": "الاسم", "Sex": "الجنس", "Age": "العمر",
        "Nationality": "الجنسية", "Relation": "القرابة", "Document": "الوثيقة", "Given names": "الأسماء",
        "Family name": "اسم العائلة", "Name as written": "الاسم كما يُكتب", "Born": "تاريخ الميلاد",
        "day, month or year": "يوم أو شهر أو سنة", "Relation to focal point": "القرابة بالشخص المرجعي",
        "Add": "إضافة", "Move to group": "نقل إلى مجموعة", "Wait…": "انتظار…",
        "Admit and print slip": "إدخال وطباعة القسيمة", "Now at this post": "الآن في هذه النقطة",
        "groups waiting": "مجموعة منتظرة", "median wait": "وسيط الانتظار", "first": "أولاً", "min": "دقيقة",
        "Next": "التالي", "Saved": "الحفظ", "3 people · wheelchair": "3 أشخاص · كرسي متحرك",
        "back from doctor": "عاد من الطبيب", "1 person": "شخص واحد", "6 people": "6 أشخاص",
        "Entering on foot · arrived 14:19 · Arabic, interpreter": "دخول سيراً · وصول 14:19 · العربية، مترجم",
        "Separation: 1 child": "انفصال: طفل واحد", "Step-free": "بلا درج", "focal point": "الشخص المرجعي", "son": "ابن",
        "daughter": "ابنة", "mother": "أم", "not related": "غير قريب", "none": "بلا", "read": "مقروء",
        "1 repaired": "إصلاح 1", "Passport, copy": "جواز، نسخة", "Identity card": "بطاقة هوية",
        "not known": "غير معروف",
        "Passport": "جواز",
    }
}  # fmt: skip


def word(text: str) -> str:
    return WORDS.get(translation.get_language() or "en", {}).get(text, text)


def zone_of(request: HttpRequest) -> str:
    return "Europe/Chisinau"


def shell_of(request: HttpRequest) -> Shell:
    asked = request.GET
    language = asked.get("lang", translation.get_language() or "en")
    translation.activate(language)
    page = request.path.strip("/")
    links = ["Headcount", "Register", "Queue", "Find", "Second line"]
    shift = ["Today", "Deferred checks", "Hand over", "Report"]
    places = {"Headcount": "/headcount/", "Register": "/register/", "Queue": "/parts/"}

    def link(name: str, key: int) -> NavLink:
        return NavLink(word(name), places.get(name, f"/arrived/{key}/"), str(key), places.get(name) == f"/{page}/")

    return Shell(
        language=language,
        theme=asked.get("theme", "day"),
        training="training" in asked,
        band=Band(
            activation_state=asked.get("state", "response"),
            area=word("Northern province"),
            order_text=word("Admission order 14 · any document or none"),
            order_lapses=word("lapses 12 March"),
            post_name=word("Kadar Bridge"),
            local_time=datetime(2026, 3, 4, 14, 32, tzinfo=ZoneInfo("Europe/Chisinau")),
            saved_count=1204,
            waiting_count=38,
        ),
        nav=[
            NavSection(word("Border post"), [link(name, i) for i, name in enumerate(links, 1)]),
            NavSection(word("Shift"), [link(name, i) for i, name in enumerate(shift, 6)]),
        ],
        user=User("Bilal K.", [word("border officer")]),
        languages=[("en", "English"), ("fr", "Français"), ("ar", "العربية"), ("es", "Español")],
        language_url="/note/language/",
        theme_url="/note/theme/",
        sign_out_url="/note/sign-out/",
        lock_url="/note/lock/",
        idle_seconds=int(asked.get("idle", 0)),
    )


class MemberForm(forms.Form):
    given_names = forms.CharField()
    family_name = forms.CharField()
    native_name = forms.CharField(required=False)
    sex = forms.ChoiceField(choices=[("F", "F"), ("M", "M"), ("X", "X"), ("U", "?")], widget=forms.RadioSelect)
    born = forms.CharField()
    nationality = forms.CharField()
    relation = forms.ChoiceField(choices=[("focal_point", "Focal point"), ("child", "Son"), ("parent", "Mother")])
    needs = forms.MultipleChoiceField(
        choices=[("doctor", "Doctor now"), ("wheelchair", "Wheelchair"), ("interpreter", "Interpreter")],
        widget=forms.CheckboxSelectMultiple,
    )
    seats = forms.IntegerField()
    remark = forms.CharField(widget=forms.Textarea)
    estimated = forms.BooleanField(label="Estimated, not counted")


YUSUF = {
    "given_names": "Yusuf", "family_name": "Haddad", "native_name": "يوسف حداد", "sex": "M", "born": "14 May 2022",
    "nationality": "Syrian Arab Republic", "relation": "child", "needs": ["doctor"], "seats": 4,
}  # fmt: skip


def register(request: HttpRequest) -> HttpResponse:
    context = {"form": MemberForm(initial=YUSUF), "words": {key: word(key) for key in WORDS["ar"]}}
    return render(request, "gallery/register.html", context | {"hours": [12, 10, 13, 17, 25, 29, 34, 44, 52, 39]})


def parts(request: HttpRequest) -> HttpResponse:
    form = MemberForm({"born": "31 February 2020", "seats": "4", "sex": "F", "needs": ["doctor"]})
    form.is_valid()
    page = Paginator(range(230), 50).page(2)
    context = {
        "form": form,
        "page": page,
        "clean": MemberForm(initial=YUSUF),
        "calendars": [("gregorian", "Gregorian"), ("hijri", "Hijri")],
        "ways": [("entry", "Entry"), ("exit", "Exit")],
    }
    return render(request, "gallery/parts.html", context)


def behaviour(request: HttpRequest) -> HttpResponse:
    """Every opening of the page brings a new command id, as on a real desk."""
    return render(
        request,
        "gallery/behaviour.html",
        {"form": MemberForm(), "command_id": str(uuid4()), "draft": request.GET.get("draft")},
    )


PADS = [
    ("1", "Woman 18–59", "F/18-59"), ("2", "Man 18–59", "M/18-59"), ("3", "Girl 0–17", "F/0-17"),
    ("4", "Boy 0–17", "M/0-17"), ("5", "Woman 60+", "F/60+"), ("6", "Man 60+", "M/60+"),
]  # fmt: skip


def page_of(template: str, **context: Any) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        return render(request, template, context)

    return view


def problem(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, f"web/{status}.html", {"sentence": "", "code": "demo_code"}, status=status)


def note(request: HttpRequest, name: str) -> HttpResponse:
    """Keep what was sent under this name; GET gives it back."""
    if request.method == "POST":
        SENT.setdefault(name, []).append(dict(request.POST.items()))
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({})
        return HttpResponse(f"<!doctype html><title>noted</title><h1>noted {name}</h1>")
    return JsonResponse(SENT.get(name, []), safe=False)


def drafts(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        DRAFTS[request.POST["name"]] = json.loads(request.POST["content"])
        return HttpResponse(status=204)
    kept = DRAFTS.get(request.GET["name"])
    return JsonResponse({"content": kept}) if kept else HttpResponse(status=204)


def tally(request: HttpRequest) -> HttpResponse:
    """Counts as a node does: the same command id once, refused or failing when the test asks for it."""
    if BEHAVIOUR["tally"] == "fail":
        return HttpResponse(status=503)
    if BEHAVIOUR["tally"] == "refuse":
        return JsonResponse({"sentence": "The hour is closed."}, status=422)
    noted = SENT.setdefault("tally", [])
    if request.POST["command_id"] not in [sent["command_id"] for sent in noted]:
        noted.append(dict(request.POST.items()))
    return JsonResponse({})


@csrf_exempt
def behave(request: HttpRequest) -> HttpResponse:
    BEHAVIOUR.update(request.POST.items())
    return HttpResponse(status=204)


def countries(request: HttpRequest) -> HttpResponse:
    rows = [
        ("SYR", "Syrian Arab Republic", ["SY", "Syrie", "سوريا", "Siria"]),
        ("SDN", "Sudan", ["SD", "Soudan", "السودان"]),
        ("SSD", "South Sudan", ["SS", "Soudan du Sud", "جنوب السودان"]),
        ("CIV", "Côte d'Ivoire", ["CI", "Ivory Coast"]),
        ("UKR", "Ukraine", ["UA", "Україна", "أوكرانيا"]),
    ]
    items = [{"code": code, "name": name, "also": also} for code, name, also in rows]
    return JsonResponse({"items": items})


urlpatterns = [
    path("register/", register),
    path("parts/", parts),
    path("headcount/", page_of("gallery/headcount.html", pads=PADS)),
    path("public/", page_of("gallery/public.html", calls=[("B-0173", "2"), ("B-0169", "1"), ("B-0174", "4")])),
    path("plain/", page_of("gallery/plain.html", form=MemberForm())),
    path("behaviour/", behaviour),
    path("blank/", page_of("gallery/blank.html")),
    path("problem/<int:status>/", problem),
    path("arrived/<int:key>/", page_of("gallery/arrived.html")),
    path("note/<str:name>/", note),
    path("drafts/", drafts),
    path("tally/", tally),
    path("behave/", behave),
    path("countries.json", countries),
]
