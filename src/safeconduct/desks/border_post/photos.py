"""The photo of a person: taken anew as a small JPEG without what the camera wrote into it; or refused by the person."""

import io

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST
from PIL import Image, ImageOps

from safeconduct.desks.border_post.around import seen_from
from safeconduct.domains.people import commands, queries
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow
from safeconduct.foundation.web.texts import register_sentences
from safeconduct.kernel.problems import NotFound, Refused

DESK = (BORDER_OFFICER, POST_SUPERVISOR)
LARGEST_FILE = 10 * 1024 * 1024
LARGEST_PIXELS = 50_000_000  # assumption: more than cameras of telephones have; a larger file is no photo of a face
EDGE = 640
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")
register_sentences(
    {
        "photos.not_a_picture": _("This file is not a picture. Choose a JPEG, PNG or WebP file, or use the camera."),
        "photos.file_too_large": _("This file has more than {megabytes} MB. Choose a smaller one."),
        "photos.none": _("There is no photo on this record."),
    }
)  # fmt: skip


@allow(*DESK)
@require_GET
def picture(request: HttpRequest, person_id: str) -> HttpResponse:
    """The standing photo. NotFound: photos.none."""
    jpeg = queries.photo_of(person_id)
    if not jpeg:
        raise NotFound("photos.none")
    record_look(request, "photo", person_id)
    return HttpResponse(jpeg, content_type="image/jpeg", headers={"Cache-Control": "no-store"})


@allow(*DESK)
@require_POST
def take(request: HttpRequest, person_id: str) -> HttpResponse:
    """Keep a photo, replacing the one before, or that the person does not want one."""
    act = act_of(request, seen=seen_from(request, person_id))
    if request.POST.get("refused"):
        commands.take_photo(act, person=person_id, refused=True)
    else:
        commands.take_photo(act, person=person_id, jpeg=_sent(request))
    return HttpResponseRedirect(reverse("post:member", args=[person_id]))


def _sent(request: HttpRequest) -> bytes:
    file = request.FILES.get("photo")
    if file is None or isinstance(file, list):
        raise Refused("people.photo_empty")
    if file.size is None or file.size > LARGEST_FILE:
        raise Refused("photos.file_too_large", megabytes=LARGEST_FILE // (1024 * 1024))
    return small_jpeg(file.read())


def small_jpeg(data: bytes) -> bytes:
    """The picture upright, at most EDGE pixels long, as JPEG without any of its metadata.

    Refused: photos.not_a_picture.
    """
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > LARGEST_PIXELS:
                raise Refused("photos.not_a_picture")
            image.draft("RGB", (EDGE * 2, EDGE * 2))
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Refused("photos.not_a_picture") from None
    upright.thumbnail((EDGE, EDGE))
    kept = Image.new("RGB", upright.size)
    kept.paste(upright)  # pixels alone: what else the file carried stays behind
    out = io.BytesIO()
    kept.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
