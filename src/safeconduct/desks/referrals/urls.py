"""Addresses of the desk of referrals."""

from django.urls import path

from safeconduct.desks.referrals import (
    board,
    card,
    complaints,
    expiring,
    following_up,
    one,
    opening,
    reviews,
    sealed,
    sending,
)

app_name = "referrals"
urlpatterns = [
    path("", board.page, name="referrals"),
    path("find/", board.find, name="referral_find"),
    path("board.xlsx", board.export, name="referral_export"),
    path("new/", opening.page, name="referral_new"),
    path("arrival/", following_up.arrival, name="referral_arrival"),
    path("reviews/", reviews.page, name="referral_reviews"),
    path("answers/", reviews.answers, name="referral_answers"),
    path("complaints/", complaints.page, name="referral_complaints"),
    path("complaints/new/", complaints.new, name="complaint_new"),
    path("expiring/", expiring.page, name="referral_expiring"),
    path("<str:referral_id>/", one.page, name="one"),
    path("<str:referral_id>/send/", sending.page, name="send"),
    path("<str:referral_id>/card.pdf", card.pdf, name="card"),
    path("<str:referral_id>/sealed/", sealed.page, name="sealed"),
    path("<str:referral_id>/sealed/file/", sealed.file, name="sealed_file"),
    path("<str:referral_id>/consent/", one.consent, name="consent"),
    path("<str:referral_id>/message/", following_up.message, name="message"),
    path("<str:referral_id>/over/", following_up.hand_over, name="hand_over"),
    path("<str:referral_id>/move/<str:state>/", one.move, name="move"),
]
