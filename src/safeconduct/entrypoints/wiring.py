"""Every way in which data changes, on one page.

A door is: what is asked, what it does to people (protective, neutral, adverse), who may ask, the rule that
decides, and what the rule reads. Who may ask stands in leaves.py: which roles, for which purposes, at a post of theirs
or at the node itself. Every command passes every gate, in the order in which the gates stand here.
"""

from safeconduct.domains.accountability import commands as complaint
from safeconduct.domains.accountability import facts as complaint_facts
from safeconduct.domains.accountability import queries as complaints
from safeconduct.domains.accountability import rules as complaint_rules
from safeconduct.domains.accountability import tables as complaint_tables
from safeconduct.domains.assessments import commands as assessment
from safeconduct.domains.assessments import facts as assessment_facts
from safeconduct.domains.assessments import fled
from safeconduct.domains.assessments import queries as assessments
from safeconduct.domains.assessments import rules as assessment_rules
from safeconduct.domains.assessments import tables as assessment_tables
from safeconduct.domains.cases import commands as case
from safeconduct.domains.cases import facts as case_facts
from safeconduct.domains.cases import queries as cases
from safeconduct.domains.cases import rules as case_rules
from safeconduct.domains.cases import tables as case_tables
from safeconduct.domains.crossings import commands as crossing
from safeconduct.domains.crossings import facts as crossing_facts
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.crossings import rules as crossing_rules
from safeconduct.domains.crossings import tables as crossing_tables
from safeconduct.domains.health import commands as health
from safeconduct.domains.health import facts as health_facts
from safeconduct.domains.health import queries as healths
from safeconduct.domains.health import rules as health_rules
from safeconduct.domains.health import tables as health_tables
from safeconduct.domains.liberty import commands as liberty
from safeconduct.domains.liberty import facts as liberty_facts
from safeconduct.domains.liberty import queries as liberties
from safeconduct.domains.liberty import rules as liberty_rules
from safeconduct.domains.liberty import tables as liberty_tables
from safeconduct.domains.partners import commands as partner
from safeconduct.domains.partners import facts as partner_facts
from safeconduct.domains.partners import queries as partners
from safeconduct.domains.partners import rules as partner_rules
from safeconduct.domains.partners import tables as partner_tables
from safeconduct.domains.people import commands as people
from safeconduct.domains.people import facts as people_facts
from safeconduct.domains.people import queries as persons
from safeconduct.domains.people import rules as people_rules
from safeconduct.domains.people import tables as people_tables
from safeconduct.domains.protection import commands as child
from safeconduct.domains.protection import facts as child_facts
from safeconduct.domains.protection import queries as children
from safeconduct.domains.protection import rules as child_rules
from safeconduct.domains.protection import tables as child_tables
from safeconduct.domains.referrals import commands as referral
from safeconduct.domains.referrals import facts as referral_facts
from safeconduct.domains.referrals import queries as referrals
from safeconduct.domains.referrals import rules as referral_rules
from safeconduct.domains.referrals import tables as referral_tables
from safeconduct.domains.reviews import commands as review
from safeconduct.domains.reviews import facts as review_facts
from safeconduct.domains.reviews import queries as reviews
from safeconduct.domains.reviews import rules as review_rules
from safeconduct.domains.reviews import tables as review_tables
from safeconduct.domains.screening import commands as screening
from safeconduct.domains.screening import facts as screening_facts
from safeconduct.domains.screening import queries as screenings
from safeconduct.domains.screening import rules as screening_rules
from safeconduct.domains.screening import tables as screening_tables
from safeconduct.entrypoints.forgetting import forget_file, forget_person
from safeconduct.entrypoints.leaves import (
    ADMIN,
    ASSESSING,
    AT_AN_AGENCY,
    CALLING,
    CONFIDENTIAL,
    COORDINATING,
    COORDINATOR,
    DESK,
    FOLLOWING,
    HEALTH,
    HOLDING,
    LOOKING,
    NODE,
    OVERSEEING,
    OWN_PROOFS,
    PROTECTING,
    RECEIVING,
    REFERRING,
    RESETTING,
    REVIEWING,
    SETTING_UP,
    SIGNING,
    SIGNING_IN,
    SUPERVISOR,
    SYSTEM_PROTECTING,
    TELLING,
    WATCHING,
)
from safeconduct.entrypoints.profiles import DoorsHere
from safeconduct.foundation.access import commands as access
from safeconduct.foundation.access import facts as access_facts
from safeconduct.foundation.access import queries as users
from safeconduct.foundation.access import rules as access_rules
from safeconduct.foundation.access import tables as access_tables
from safeconduct.foundation.compartments import commands as compartment
from safeconduct.foundation.compartments import facts as compartment_facts
from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.compartments import rules as compartment_rules
from safeconduct.foundation.compartments import tables as compartment_tables
from safeconduct.foundation.dispatch.house import (
    Door,
    Gate,
    House,
    Reaction,
    every_fact,
    furnish,
)
from safeconduct.foundation.exchange import commands as peer
from safeconduct.foundation.exchange import facts as peer_facts
from safeconduct.foundation.exchange import queries as peers
from safeconduct.foundation.exchange import rules as peer_rules
from safeconduct.foundation.exchange import tables as peer_tables
from safeconduct.foundation.journal.erase import forgets_with
from safeconduct.foundation.journal.projector import register_projection
from safeconduct.foundation.places import commands as place
from safeconduct.foundation.places import facts as place_facts
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.places import rules as place_rules
from safeconduct.foundation.places import tables as place_tables
from safeconduct.foundation.web.sentences import all_sentences
from safeconduct.foundation.web.texts import register_sentences
from safeconduct.kernel.acts import Effect
from safeconduct.kernel.facts import register_facts
from safeconduct.principles import (
    assessed_first,
    best_interests,
    consent,
    do_no_harm,
    explaining,
    family_unity,
    non_refoulement,
    saving_life,
)
from safeconduct.reactions import (
    child_alone_is_told,
    crossing_opens_screening,
    erased_file_erases_its_cases,
    erased_person_asks_erasure,
    erased_person_erases_complaints,
    erased_person_erases_liberty,
    erased_person_erases_referrals,
    held_child_is_told,
    new_compartment_gets_notices,
    restored_crossing_resumes_screening,
    restored_group_restores_its_crossings,
    voided_crossing_ends_screening,
    voided_group_voids_its_crossings,
)

PROTECTIVE, NEUTRAL, ADVERSE = Effect.PROTECTIVE, Effect.NEUTRAL, Effect.ADVERSE

_p, _pq, _c, _cq = people_rules, persons, crossing_rules, crossings
_a, _aq, _r, _rq = partner_rules, partners, referral_rules, referrals
_s, _sq = screening_rules, screenings
_h, _hq = health_rules, healths
_k, _kq = child_rules, children
_v, _vq = review_rules, reviews
_w, _wq = case_rules, cases
_l, _lq = liberty_rules, liberties
_n, _nq = assessment_rules, assessments
_m, _mq = complaint_rules, complaints

DOORS = [
    # The node: its posts and its users
    Door(place.OpenPost, NEUTRAL, NODE, place_rules.decide_open_post, places.state_for_open_post),
    Door(place.IssueForms, NEUTRAL, SUPERVISOR, place_rules.decide_issue_forms, places.state_for_issue_forms),
    Door(access.CreateUser, NEUTRAL, NODE, access_rules.decide_create_user, users.state_for_create_user),
    Door(access.RenameUser, NEUTRAL, ADMIN, access_rules.decide_rename_user, users.state_for_user),
    Door(access.ChangeRoles, NEUTRAL, ADMIN, access_rules.decide_change_roles, users.state_for_user),
    Door(access.DisableUser, NEUTRAL, ADMIN, access_rules.decide_disable_user, users.state_for_user),
    Door(access.ProposeReset, NEUTRAL, ADMIN, access_rules.decide_propose_reset, users.state_for_user),
    Door(access.AnswerReset, NEUTRAL, RESETTING, access_rules.decide_answer_reset, users.state_for_user),
    # Compartments: sealed here, read by the agency alone
    Door(compartment.RegisterCompartment, NEUTRAL, NODE, compartment_rules.decide_register_compartment, compartments.state_for_register_compartment),
    Door(compartment.PlaceSealed, PROTECTIVE, DESK + HEALTH + TELLING, compartment_rules.decide_place_sealed, compartments.state_for_place_sealed),
    Door(compartment.GiveKey, NEUTRAL, CONFIDENTIAL + RECEIVING, compartment_rules.decide_give_key, compartments.state_for_keeping),
    Door(compartment.TakeKey, NEUTRAL, PROTECTING, compartment_rules.decide_take_key, compartments.state_for_keeping),
    Door(compartment.LoseKey, NEUTRAL, SETTING_UP, compartment_rules.decide_lose_key, compartments.state_for_keeping),
    Door(compartment.PrintSheets, NEUTRAL, CONFIDENTIAL + RECEIVING, compartment_rules.decide_print_sheets, compartments.state_for_keeping),
    Door(compartment.PassDrill, NEUTRAL, CONFIDENTIAL + RECEIVING, compartment_rules.decide_pass_drill, compartments.state_for_keeping),
    Door(compartment.OpenEmergency, NEUTRAL, CONFIDENTIAL + RECEIVING, compartment_rules.decide_open_emergency, compartments.state_for_keeping),
    Door(compartment.ReviewEmergency, NEUTRAL, WATCHING, compartment_rules.decide_review_emergency, compartments.state_for_review_emergency),
    # Other nodes
    Door(peer.IntroducePeer, NEUTRAL, NODE, peer_rules.decide_introduce_peer, peers.state_for_peer, adverse_when=assessed_first.begins),
    Door(peer.RevokePeer, NEUTRAL, NODE, peer_rules.decide_revoke_peer, peers.state_for_peer),
    Door(peer.RemoveAside, NEUTRAL, ADMIN, peer_rules.decide_remove_aside, peers.state_for_remove_aside),
    # Each user's own proofs
    Door(access.SetPassphrase, NEUTRAL, OWN_PROOFS, access_rules.decide_set_passphrase, users.state_for_user),
    Door(access.SetCredential, NEUTRAL, OWN_PROOFS, access_rules.decide_set_credential, users.state_for_user),
    Door(access.RemoveCredential, NEUTRAL, OWN_PROOFS, access_rules.decide_remove_credential, users.state_for_user),
    Door(access.SpendCode, NEUTRAL, OWN_PROOFS, access_rules.decide_spend_code, users.state_for_user),
    # The access log
    Door(access.RecordLook, NEUTRAL, LOOKING, access_rules.decide_record_look),
    Door(access.RecordSignIn, NEUTRAL, SIGNING_IN, access_rules.decide_record_sign_in),
    Door(access.RecordFailure, NEUTRAL, SETTING_UP, access_rules.decide_record_failure),
    Door(access.RecordExport, NEUTRAL, LOOKING, access_rules.decide_record_export, adverse_when=assessed_first.begins),
    Door(access.RecordPrint, NEUTRAL, LOOKING, access_rules.decide_record_print),
    # Headcount: movements, not persons
    Door(crossing.CountMovements, NEUTRAL, DESK, _c.decide_count, _cq.state_for_count, _cq.states_for_counts),
    Door(crossing.UndoCount, NEUTRAL, DESK, _c.decide_undo_count, _cq.state_for_undo_count),
    Door(crossing.ObserveHour, NEUTRAL, DESK, _c.decide_observe_hour, _cq.state_for_observe_hour),
    # People and their registration groups
    Door(people.RegisterPerson, PROTECTIVE, DESK, _p.decide_register_person, _pq.state_for_register_person, _pq.states_for_register_persons),
    Door(people.CorrectPerson, NEUTRAL, DESK, _p.decide_correct_person, _pq.state_for_correct_person),
    Door(people.VoidPerson, NEUTRAL, DESK, _p.decide_void_person, _pq.state_for_void_person),
    Door(people.AddDocument, NEUTRAL, DESK, _p.decide_add_document, _pq.state_for_add_document),
    Door(people.WithdrawDocument, NEUTRAL, DESK, _p.decide_withdraw_document, _pq.state_for_withdraw_document),
    Door(people.TakePhoto, NEUTRAL, DESK, _p.decide_take_photo, _pq.state_for_take_photo),
    Door(people.RegisterGroup, PROTECTIVE, DESK, _p.decide_register_group, _pq.state_for_register_group),
    Door(people.CorrectGroup, NEUTRAL, DESK, _p.decide_correct_group, _pq.state_for_correct_group),
    Door(people.VoidGroup, NEUTRAL, DESK, _p.decide_void_group, _pq.state_for_void_group),
    Door(people.RestorePerson, NEUTRAL, DESK, _p.decide_restore_person, _pq.state_for_restore_person),
    Door(people.RestoreGroup, NEUTRAL, DESK, _p.decide_restore_group, _pq.state_for_restore_group),
    Door(people.MovePerson, NEUTRAL, DESK, _p.decide_move_person, _pq.state_for_move_person),
    Door(people.ProposeSeparationRelease, NEUTRAL, SUPERVISOR, _p.decide_propose_separation_release, _pq.state_for_propose_separation_release),
    Door(people.ConfirmSeparationRelease, NEUTRAL, SUPERVISOR, _p.decide_confirm_separation_release, _pq.state_for_confirm_separation_release),
    Door(people.PlaceLegalHold, NEUTRAL, SUPERVISOR, _p.decide_place_legal_hold, _pq.state_for_place_legal_hold),
    Door(people.LiftLegalHold, NEUTRAL, SUPERVISOR, _p.decide_lift_legal_hold, _pq.state_for_lift_legal_hold),
    Door(people.MakeObjection, PROTECTIVE, DESK, _p.decide_make_objection, _pq.state_for_objection),
    Door(people.AnswerObjection, NEUTRAL, SUPERVISOR, _p.decide_answer_objection, _pq.state_for_objection),
    Door(people.ProposeErasure, NEUTRAL, SUPERVISOR, _p.decide_propose_erasure, _pq.state_for_propose_erasure),
    Door(people.ErasePerson, NEUTRAL, SUPERVISOR, _p.decide_erase_person, _pq.state_for_erase_person),
    # Crossings: tokens, decisions, waiting, calling
    Door(crossing.RecordCrossing, PROTECTIVE, DESK, _c.decide_record_crossing, _cq.state_for_record_crossing),
    # To wait is to be turned away for now: a gate that cannot decide stops it.
    Door(crossing.Decide, NEUTRAL, DESK, _c.decide_decision, _cq.state_for_decide, adverse_when=_c.is_wait),
    Door(crossing.UndoDecision, NEUTRAL, DESK, _c.decide_undo_decision, _cq.state_for_undo_decision),
    Door(crossing.CompleteVerification, NEUTRAL, DESK, _c.decide_complete_verification, _cq.state_for_complete_verification),
    Door(crossing.CallNumber, NEUTRAL, DESK, _c.decide_call_number, _cq.state_for_call_number),
    Door(crossing.ReachStep, NEUTRAL, DESK, _c.decide_reach_step, _cq.state_for_reach_step),
    Door(crossing.CorrectCrossing, NEUTRAL, DESK, _c.decide_correct_crossing, _cq.state_for_correct_crossing),
    Door(crossing.VoidCrossing, NEUTRAL, FOLLOWING, _c.decide_void_crossing, _cq.state_for_void_crossing),
    Door(crossing.RestoreCrossing, NEUTRAL, FOLLOWING, _c.decide_restore_crossing, _cq.state_for_restore_crossing),
    # Shifts and vehicles
    Door(crossing.OpenShift, NEUTRAL, DESK, _c.decide_open_shift, _cq.state_for_open_shift),
    Door(crossing.HandOverShift, NEUTRAL, DESK, _c.decide_hand_over_shift, _cq.state_for_hand_over_shift),
    Door(crossing.RecordVehicle, NEUTRAL, DESK, _c.decide_record_vehicle, _cq.state_for_record_vehicle),
    Door(crossing.CorrectVehicle, NEUTRAL, DESK, _c.decide_correct_vehicle, _cq.state_for_correct_vehicle),
    # Partners: agencies, whom to call there, and agreements
    Door(partner.DescribeAgency, NEUTRAL, COORDINATING, _a.decide_describe_agency, _aq.state_for_describe_agency),
    Door(partner.DescribeContact, NEUTRAL, COORDINATING, _a.decide_describe_contact, _aq.state_for_describe_contact),
    Door(partner.EndContact, NEUTRAL, COORDINATING, _a.decide_end_contact, _aq.state_for_end_contact),
    Door(partner.DescribeAgreement, NEUTRAL, COORDINATING, _a.decide_describe_agreement, _aq.state_for_describe_agreement),
    Door(partner.MoveAgreement, NEUTRAL, COORDINATING, _a.decide_move_agreement, _aq.state_for_move_agreement, adverse_when=assessed_first.begins),
    # Assessments of harm and data protection: without one in force nothing new begins
    Door(assessment.WriteAssessment, NEUTRAL, ASSESSING, _n.decide_write_assessment, _nq.state_for_assessment),
    Door(assessment.SignAssessment, NEUTRAL, WATCHING, _n.decide_sign_assessment, _nq.state_for_assessment),
    Door(assessment.WithdrawAssessment, NEUTRAL, ADMIN + WATCHING, _n.decide_withdraw_assessment, _nq.state_for_assessment),
    # States that people flee: nothing is given to them
    Door(assessment.ProposeFledStates, PROTECTIVE, WATCHING, fled.decide_propose_fled_states, _nq.state_for_fled),
    Door(assessment.SignFledStates, NEUTRAL, WATCHING, fled.decide_sign_fled_states, _nq.state_for_fled),
    Door(assessment.AllowProvisionally, NEUTRAL, NODE, _n.decide_allow_provisionally, _nq.state_for_allow_provisionally),
    # Preliminary screening: who is to be asked, who was; what was answered is sealed before it comes here
    Door(screening.OpenScreening, PROTECTIVE, DESK + SYSTEM_PROTECTING, _s.decide_open_screening, _sq.state_for_open_screening),
    Door(screening.RecordAttempt, PROTECTIVE, DESK, _s.decide_record_attempt, _sq.state_for_record_attempt),
    Door(screening.EndScreening, ADVERSE, SUPERVISOR + SYSTEM_PROTECTING, _s.decide_end_screening, _sq.state_for_end_screening),
    Door(screening.ResumeScreening, PROTECTIVE, SUPERVISOR + SYSTEM_PROTECTING, _s.decide_resume_screening, _sq.state_for_resume_screening),
    # The health desk: what everyone is asked, care apart, ambulances, numbers for the health authority
    Door(health.DeclareEvent, NEUTRAL, HEALTH, _h.decide_declare_event, _hq.state_for_declare_event),
    Door(health.ProlongEvent, NEUTRAL, HEALTH, _h.decide_prolong_event, _hq.state_for_prolong_event),
    Door(health.EndEvent, NEUTRAL, HEALTH, _h.decide_end_event, _hq.state_for_end_event),
    Door(health.CheckHealth, PROTECTIVE, HEALTH, _h.decide_check_health, _hq.state_for_check_health),
    Door(health.BeginIsolation, ADVERSE, HEALTH, _h.decide_begin_isolation, _hq.state_for_begin_isolation),
    Door(health.ReviewIsolation, ADVERSE, HEALTH, _h.decide_review_isolation, _hq.state_for_review_isolation),
    Door(health.EndIsolation, PROTECTIVE, HEALTH, _h.decide_end_isolation, _hq.state_for_end_isolation),
    Door(health.CallAmbulance, PROTECTIVE, HEALTH, _h.decide_call_ambulance, _hq.state_for_call_ambulance),
    Door(health.MoveAmbulance, PROTECTIVE, HEALTH, _h.decide_move_ambulance, _hq.state_for_move_ambulance),
    Door(health.TellAuthority, NEUTRAL, HEALTH, _h.decide_tell_authority, _hq.state_for_tell_authority),
    # The service directory
    Door(referral.DescribeService, NEUTRAL, COORDINATING, _r.decide_describe_service, _rq.state_for_service),
    Door(referral.SetCapacity, NEUTRAL, CALLING, _r.decide_set_capacity, _rq.state_for_service),
    Door(referral.ConfirmService, NEUTRAL, CALLING, _r.decide_confirm_service, _rq.state_for_service),
    Door(referral.RequestChange, NEUTRAL, AT_AN_AGENCY, _r.decide_request_change, _rq.state_for_service),
    Door(referral.AnswerChange, NEUTRAL, COORDINATING, _r.decide_answer_change, _rq.state_for_service),
    # An agency's files: only on its node, and only there are sealed answers ever read
    Door(screening.TakeIn, PROTECTIVE, CONFIDENTIAL, _s.decide_take_in, _sq.state_for_take_in),
    Door(screening.OpenFile, PROTECTIVE, CONFIDENTIAL, _s.decide_open_file, _sq.state_for_open_file),
    Door(screening.HoldInterview, PROTECTIVE, CONFIDENTIAL, _s.decide_hold_interview, _sq.state_for_hold_interview),
    Door(screening.ReassessNeeds, PROTECTIVE, CONFIDENTIAL, _s.decide_reassess_needs, _sq.state_for_reassess_needs),
    Door(screening.SettleNeed, NEUTRAL, CONFIDENTIAL, _s.decide_settle_need, _sq.state_for_settle_need),
    Door(screening.EraseFile, NEUTRAL, CONFIDENTIAL, _s.decide_erase_file, _sq.state_for_erase_file),
    # Children and families: on an agency's node, opened by what a post seals for it
    Door(child.TakeNotice, PROTECTIVE, CONFIDENTIAL, _k.decide_take_notice, _kq.state_for_take_notice),
    Door(child.AskErasure, PROTECTIVE, CONFIDENTIAL, _k.decide_ask_erasure, _kq.state_for_child),
    Door(child.OpenChild, PROTECTIVE, CONFIDENTIAL, _k.decide_open_child, _kq.state_for_child),
    Door(child.OpenOneOf, PROTECTIVE, CONFIDENTIAL, _k.decide_open_one_of, _kq.state_for_open_one_of),
    Door(child.DescribeChild, PROTECTIVE, CONFIDENTIAL, _k.decide_describe_child, _kq.state_for_child),
    Door(child.ArrangeCare, PROTECTIVE, CONFIDENTIAL, _k.decide_arrange_care, _kq.state_for_child),
    Door(child.VisitCare, PROTECTIVE, CONFIDENTIAL, _k.decide_visit_care, _kq.state_for_child),
    Door(child.BeginMandate, PROTECTIVE, CONFIDENTIAL, _k.decide_begin_mandate, _kq.state_for_begin_mandate),
    Door(child.EndMandate, ADVERSE, CONFIDENTIAL, _k.decide_end_mandate, _kq.state_for_end_mandate),
    Door(child.DescribeGuardian, NEUTRAL, CONFIDENTIAL, _k.decide_describe_guardian, _kq.state_of_guardian),
    Door(child.RetireGuardian, NEUTRAL, CONFIDENTIAL, _k.decide_retire_guardian, _kq.state_of_guardian),
    Door(child.EraseGuardian, NEUTRAL, CONFIDENTIAL, _k.decide_erase_guardian, _kq.state_of_guardian),
    # Who is whose, what is in the child's interest, how old it is: never a number, and what weighs needs two people
    Door(child.ClaimRelationship, NEUTRAL, CONFIDENTIAL, _k.decide_claim_relationship, _kq.state_for_deciding),
    Door(child.CheckRelationship, NEUTRAL, CONFIDENTIAL, _k.decide_check_relationship, _kq.state_for_deciding),
    Door(child.AssessInterests, PROTECTIVE, CONFIDENTIAL, _k.decide_assess_interests, _kq.state_for_deciding),
    Door(child.DetermineInterests, ADVERSE, CONFIDENTIAL, _k.decide_determine_interests, _kq.state_for_deciding),
    Door(child.DetermineAge, ADVERSE, CONFIDENTIAL, _k.decide_determine_age, _kq.state_for_deciding),
    Door(child.ConfirmDecision, ADVERSE, CONFIDENTIAL, _k.decide_confirm_decision, _kq.state_for_deciding),
    Door(child.CloseChild, ADVERSE, CONFIDENTIAL, _k.decide_close_child, _kq.state_for_deciding),
    Door(child.ReopenChild, PROTECTIVE, CONFIDENTIAL, _k.decide_reopen_child, _kq.state_for_deciding),
    # Families looked for, and children on their way back
    Door(child.OpenTracing, PROTECTIVE, CONFIDENTIAL, _k.decide_open_tracing, _kq.state_for_tracing),
    Door(child.ActOnTracing, NEUTRAL, CONFIDENTIAL, _k.decide_act_on_tracing, _kq.state_for_tracing),
    Door(child.JudgeMatch, NEUTRAL, CONFIDENTIAL, _k.decide_judge_match, _kq.state_for_tracing),
    Door(child.SaySharing, NEUTRAL, CONFIDENTIAL, _k.decide_say_sharing, _kq.state_for_tracing),
    Door(child.CloseTracing, ADVERSE, CONFIDENTIAL, _k.decide_close_tracing, _kq.state_for_tracing),
    Door(child.EraseTracing, NEUTRAL, CONFIDENTIAL, _k.decide_erase_tracing, _kq.state_for_tracing),
    Door(child.OpenReunification, PROTECTIVE, CONFIDENTIAL, _k.decide_open_reunification, _kq.state_for_reuniting),
    Door(child.SayReunificationConsent, NEUTRAL, CONFIDENTIAL, _k.decide_say_consent, _kq.state_for_reuniting),
    Door(child.AllowReunification, NEUTRAL, CONFIDENTIAL, _k.decide_allow, _kq.state_for_reuniting),
    # With the consent of all, which each may take back: nobody is sent.
    Door(child.LookAtDestination, PROTECTIVE, CONFIDENTIAL, _k.decide_look_at_destination, _kq.state_for_reuniting),
    Door(child.PlanTravel, NEUTRAL, CONFIDENTIAL, _k.decide_plan_travel, _kq.state_for_reuniting),
    Door(child.RecordArrival, NEUTRAL, CONFIDENTIAL, _k.decide_record_arrival, _kq.state_for_reuniting),
    Door(child.FollowUp, PROTECTIVE, CONFIDENTIAL, _k.decide_follow_up, _kq.state_for_reuniting),
    Door(child.EraseChild, NEUTRAL, CONFIDENTIAL, _k.decide_erase_child, _kq.state_for_child),
    # Cases: words sealed to their compartment; what ends help needs a second person
    Door(case.OpenCase, PROTECTIVE, CONFIDENTIAL, _w.decide_open_case, _wq.state_for_case),
    Door(case.TakeStep, NEUTRAL, CONFIDENTIAL, _w.decide_take_step, _wq.state_for_case),
    Door(case.PlanAction, PROTECTIVE, CONFIDENTIAL, _w.decide_plan_action, _wq.state_for_case),
    Door(case.SettleAction, NEUTRAL, CONFIDENTIAL, _w.decide_settle_action, _wq.state_for_case),
    Door(case.PlanVisit, PROTECTIVE, CONFIDENTIAL, _w.decide_plan_visit, _wq.state_for_case),
    Door(case.SettleVisit, NEUTRAL, CONFIDENTIAL, _w.decide_settle_visit, _wq.state_for_case),
    Door(case.SignOff, NEUTRAL, CONFIDENTIAL, _w.decide_sign_off, _wq.state_for_case, adverse_when=lambda command: command.closes and command.granted),
    Door(case.DirectCase, NEUTRAL, CONFIDENTIAL, _w.decide_direct_case, _wq.state_for_case),
    Door(case.OfferHandOver, NEUTRAL, CONFIDENTIAL, _w.decide_offer_hand_over, _wq.state_for_case),
    Door(case.AnswerHandOver, NEUTRAL, CONFIDENTIAL, _w.decide_answer_hand_over, _wq.state_for_case),
    Door(case.ReassignCase, NEUTRAL, CONFIDENTIAL, _w.decide_reassign_case, _wq.state_for_reassign, _wq.states_for_reassign),
    Door(case.SayCapacity, NEUTRAL, CONFIDENTIAL, _w.decide_say_capacity, _wq.state_for_say_capacity),
    Door(case.ProposeClosing, ADVERSE, CONFIDENTIAL, _w.decide_propose_closing, _wq.state_for_case),
    Door(case.WithdrawStep, ADVERSE, CONFIDENTIAL, _w.decide_withdraw_step, _wq.state_for_case),
    Door(case.ReopenCase, PROTECTIVE, CONFIDENTIAL, _w.decide_reopen_case, _wq.state_for_case),
    Door(case.PrintCase, NEUTRAL, CONFIDENTIAL, _w.decide_print_case, _wq.state_for_case),
    Door(case.EraseCase, NEUTRAL, CONFIDENTIAL + TELLING, _w.decide_erase_case, _wq.state_for_case),
    # Rules and words of screening: anyone may propose, two sign
    Door(screening.ProposeTable, NEUTRAL, LOOKING, _s.decide_propose_table, _sq.state_for_propose_table),
    Door(screening.SignTable, NEUTRAL, SIGNING, _s.decide_sign_table, _sq.state_for_sign_table, adverse_when=lambda command: command.lowers),
    Door(screening.RefuseTable, NEUTRAL, LOOKING, _s.decide_refuse_table, _sq.state_for_refuse_table),
    # Referrals
    Door(referral.OpenReferral, PROTECTIVE, REFERRING, _r.decide_open_referral, _rq.state_for_open_referral),
    Door(referral.CorrectReferral, NEUTRAL, REFERRING, _r.decide_correct_referral, _rq.state_for_referral),
    Door(referral.SayConsent, NEUTRAL, REFERRING + AT_AN_AGENCY, _r.decide_say_consent, _rq.state_for_referral),
    # To tell something of a person may harm them: a gate that cannot decide stops it. A number alone always passes.
    Door(referral.SendReferral, PROTECTIVE, REFERRING, _r.decide_send_referral, _rq.state_for_referral, adverse_when=_r.discloses),
    Door(referral.MoveReferral, NEUTRAL, REFERRING + AT_AN_AGENCY, _r.decide_move_referral, _rq.state_for_referral),
    Door(referral.HandOverReferral, NEUTRAL, REFERRING, _r.decide_hand_over_referral, _rq.state_for_referral),
    Door(referral.LogMessage, NEUTRAL, REFERRING + AT_AN_AGENCY, _r.decide_log_message, _rq.state_for_referral),
    Door(referral.ReviewException, NEUTRAL, REVIEWING, _r.decide_review_exception, _rq.state_for_referral),
    # Complaints of agencies: taken down by whoever refers, answered by the coordinator or oversight
    Door(referral.MakeComplaint, PROTECTIVE, REFERRING + REVIEWING, _r.decide_make_complaint, _rq.state_for_make_complaint),
    Door(referral.AnswerComplaint, NEUTRAL, REVIEWING, _r.decide_answer_complaint, _rq.state_for_complaint),
    Door(referral.EraseComplaint, NEUTRAL, SYSTEM_PROTECTING, _r.decide_erase_complaint, _rq.state_for_complaint),
    Door(referral.EraseReferral, NEUTRAL, SYSTEM_PROTECTING, _r.decide_erase_referral, _rq.state_for_referral),
    # What people complain of here. What is said of misconduct is sealed before it comes here, and read on another node.
    Door(complaint.NameFocalPoint, NEUTRAL, OVERSEEING + SETTING_UP, _m.decide_name_focal_point, _mq.no_state),
    Door(complaint.MakePostComplaint, PROTECTIVE, DESK, _m.decide_make_post_complaint, _mq.state_for_post_complaint),
    Door(complaint.AnswerPostComplaint, NEUTRAL, SUPERVISOR, _m.decide_answer_post_complaint, _mq.state_for_post_complaint),
    Door(complaint.ErasePostComplaint, NEUTRAL, SYSTEM_PROTECTING, _m.decide_erase_post_complaint, _mq.state_for_post_complaint),
    Door(complaint.TakeMisconduct, PROTECTIVE, RECEIVING, _m.decide_take_misconduct, _mq.state_for_case),
    Door(complaint.AcknowledgeMisconduct, PROTECTIVE, RECEIVING, _m.decide_acknowledge_misconduct, _mq.state_for_case),
    Door(complaint.NoteMisconductStep, PROTECTIVE, RECEIVING, _m.decide_note_misconduct_step, _mq.state_for_case),
    Door(complaint.CloseMisconduct, NEUTRAL, RECEIVING, _m.decide_close_misconduct, _mq.state_for_case),
    Door(complaint.ReopenMisconduct, PROTECTIVE, RECEIVING, _m.decide_reopen_misconduct, _mq.state_for_case),
    Door(complaint.EraseMisconduct, NEUTRAL, RECEIVING, _m.decide_erase_misconduct, _mq.state_for_case),
    # Reviews: the line asks, second line and protection look together; one person at a time
    Door(review.RequestRefusal, NEUTRAL, DESK, _v.decide_request_refusal, _vq.state_for_request_refusal),
    Door(review.ReviewAtSecondLine, NEUTRAL, SUPERVISOR, _v.decide_review_at_second_line, _vq.review_state),
    Door(review.RaiseHold, PROTECTIVE, DESK + HEALTH + PROTECTING, _v.decide_raise_hold, _vq.review_state),
    Door(review.ReleaseHold, ADVERSE, PROTECTING, _v.decide_release_hold, _vq.review_state),
    Door(review.GiveClearance, ADVERSE, PROTECTING, _v.decide_give_clearance, _vq.review_state),
    Door(review.RefuseEntry, ADVERSE, SUPERVISOR, _v.decide_refuse_entry, _vq.review_state),
    Door(review.CarryOutRefusal, ADVERSE, SUPERVISOR, _v.decide_carry_out_refusal, _vq.review_state),
    Door(review.WithdrawRefusal, PROTECTIVE, SUPERVISOR + PROTECTING, _v.decide_withdraw_refusal, _vq.review_state),
    Door(review.NoteAttempt, NEUTRAL, SUPERVISOR + PROTECTING, _v.decide_note_attempt, _vq.review_state),
    # What others saw at a post, beside what it recorded
    Door(review.ReportTurnBack, NEUTRAL, WATCHING, _v.decide_report_turn_back, _vq.report_state),
    Door(review.RetractTurnBack, NEUTRAL, WATCHING, _v.decide_retract_turn_back, _vq.report_state),
    # Deprivation of liberty: what happened is recorded, whatever it was. No door orders it.
    Door(liberty.RecordDeprivation, PROTECTIVE, HOLDING, _l.decide_record_deprivation, _lq.state_of),
    Door(liberty.CorrectDeprivation, NEUTRAL, HOLDING, _l.decide_correct_deprivation, _lq.state_of),
    Door(liberty.VoidDeprivation, NEUTRAL, HOLDING, _l.decide_void_deprivation, _lq.state_of),
    Door(liberty.ReviewDeprivation, NEUTRAL, HOLDING, _l.decide_review_deprivation, _lq.state_of),
    Door(liberty.MoveDeprivation, PROTECTIVE, HOLDING, _l.decide_move_deprivation, _lq.state_of),
    Door(liberty.GiveConsularNotice, ADVERSE, HOLDING, _l.decide_give_consular_notice, _lq.state_of),
    Door(liberty.RecordConsularNotice, NEUTRAL, HOLDING, _l.decide_record_consular_notice, _lq.state_of),
    Door(liberty.AcknowledgeAlarms, PROTECTIVE, OVERSEEING, _l.decide_acknowledge_alarms, _lq.state_of),
    # Alternatives to detention: one person at a time, looked at first, the least that is enough
    Door(liberty.AssessAlternatives, PROTECTIVE, HOLDING, _l.decide_assess_alternatives, _lq.state_of),
    Door(liberty.ImposeAlternative, ADVERSE, SUPERVISOR, _l.decide_impose_alternative, _lq.state_of),
    Door(liberty.ReviewAlternative, ADVERSE, SUPERVISOR, _l.decide_review_alternative, _lq.state_of),
    Door(liberty.RecordBreach, NEUTRAL, SUPERVISOR, _l.decide_record_breach, _lq.state_of),
    Door(liberty.NoteAppeal, PROTECTIVE, HOLDING, _l.decide_note_appeal, _lq.state_of),
    Door(liberty.EndAlternative, PROTECTIVE, HOLDING, _l.decide_end_alternative, _lq.state_of),
    Door(liberty.EraseLiberty, NEUTRAL, COORDINATOR + SYSTEM_PROTECTING, _l.decide_erase_liberty, _lq.state_of),
    # Bound to every gate before they exist; answered before anything is read
    Door(review.ReturnPerson, ADVERSE, SUPERVISOR, _v.decide_not_available, _vq.state_not_available),
    Door(review.TransferPerson, ADVERSE, SUPERVISOR, _v.decide_not_available, _vq.state_not_available),
    Door(review.ReadmitPerson, ADVERSE, SUPERVISOR, _v.decide_not_available, _vq.state_not_available),
]  # fmt: skip

GATES = [
    Gate("saving_life", saving_life.check),
    Gate("non_refoulement", non_refoulement.check),
    Gate("best_interests", best_interests.check),
    Gate("consent", consent.check),
    Gate("do_no_harm", do_no_harm.check),
    Gate("family_unity", family_unity.check),
]

FOLLOWS = [
    voided_group_voids_its_crossings,
    restored_group_restores_its_crossings,
    crossing_opens_screening,
    voided_crossing_ends_screening,
    restored_crossing_resumes_screening,
    erased_person_erases_referrals,
    erased_person_erases_liberty,
    erased_person_erases_complaints,
    child_alone_is_told,
    held_child_is_told,
    new_compartment_gets_notices,
    erased_person_asks_erasure,
    erased_file_erases_its_cases,
]
REACTIONS = [Reaction(one.NAME, one.WHEN, one.then, getattr(one, "wants", every_fact)) for one in FOLLOWS]

ROOMS = [
    place_tables, access_tables, compartment_tables, peer_tables, people_tables, crossing_tables,
    partner_tables, referral_tables, screening_tables, health_tables, child_tables, review_tables,
    case_tables, liberty_tables, assessment_tables,
    complaint_tables,
]  # fmt: skip
FACTS = [
    place_facts, access_facts, compartment_facts, peer_facts, people_facts, crossing_facts,
    partner_facts, referral_facts, screening_facts, health_facts, child_facts, review_facts,
    case_facts, liberty_facts, assessment_facts,
    complaint_facts,
]  # fmt: skip


def wire() -> None:
    """Tie everything together; called once when a process starts."""
    for facts in FACTS:
        register_facts(*facts.FACTS)
    for room in ROOMS:
        for kind, rows_of, models in room.PROJECTIONS:
            register_projection(kind, rows_of, models)
    register_sentences(all_sentences())
    persons.set_crossing_port(crossings.has_crossed)
    persons.set_elsewhere_port(crossings.words_about)
    crossings.set_letter_port(places.letter_of)
    peers.set_agency_port(partners.agencies_on_node)
    peers.set_assessed_port(do_no_harm.may_be_given_to)
    forgets_with("person", forget_person)
    forgets_with("child", forget_file)
    reviews.set_flags_port(lambda person: tuple(sorted(flag.id for flag in persons.flags_of(person))))
    liberties.set_ports(minor_of=persons.minor_of, is_held_for_review=reviews.is_held)
    forgets_with("guardian", forget_file)
    forgets_with("misconduct", forget_file)
    forgets_with("tracing_request", forget_file)
    forgets_with("reunification", forget_file)
    forgets_with("case", forget_file)
    children.set_matcher(child_rules.exact_matches)
    referrals.set_agency_port(
        referrals.AgencyPort(partners.readers_of, partners.runs_a_node, partners.is_known, partners.agreed_sharing)
    )
    furnish(
        House(
            doors=DoorsHere({door.command: door for door in DOORS}),
            gates=GATES,
            reactions=REACTIONS,
            roles_of=users.roles_of,
            zone_of=places.zone_of,
            noted=explaining.noted,
        )
    )
