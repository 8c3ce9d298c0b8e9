"""Sentences of compartments and of the exchange between nodes."""

from django.utils.translation import gettext_lazy as _

from safeconduct.foundation.web.texts import Sentence

SENTENCES: dict[str, Sentence] = {
    # Compartments
    "compartments.code_shape": _("The code of a compartment has 2 to 24 small letters, digits or low lines, such as child_protection."),
    "compartments.agency_shape": _("The code of an agency has 2 to 24 small letters, digits or low lines, such as river_aid."),
    "compartments.key_shape": _("This is not the public key of a compartment. Take it from the agency's introduction file."),
    "compartments.held_by_another": _("The compartment {compartment} is held by {agency} already. Nothing was changed; ask both agencies which of them holds it."),
    "compartments.unknown": _("No agency that this node knows holds the compartment {compartment}. Ask the administrator to introduce the agency's node."),
    "compartments.old_key": _("The agency has a new key for {compartment}. Open the page again; your draft is kept."),
    "compartments.entry_id": _("This form was not filled by the page. Open the page again; your draft is kept."),
    "compartments.entry_used": _("This was sealed and kept already. Nothing was changed now."),
    "compartments.not_sealed": _("This content arrived unsealed, so it was not kept. Open the page again; your draft is kept."),
    "compartments.no_such_entry": _("There is no sealed entry of that number here, or its keys have not arrived yet."),
    "compartments.not_at_a_post": _("A compartment is held by an agency's node alone. Run this on the agency's own node."),
    "compartments.not_held": _("Entries of {compartment} open on the agency's own node alone."),
    # Introducing nodes
    "exchange.not_an_introduction": _("This is not an introduction file. Ask the other node's administrator to write one: Exchange, Introduce this node."),
    "exchange.introduction_broken": _("This introduction file was changed or damaged. Ask for it again."),
    "exchange.own_introduction": _("This is the introduction of this very node. Give it to the other node, and take the other node's here."),
    "exchange.unknown_profile": _("The other node is of a kind ({profile}) that this version does not know. Install the same version on both."),
    "exchange.agency_missing": _("The other node does not say rightly whose it is. Ask its administrator to set it up again."),
    "exchange.training_differs": _("One of the two nodes is for training and the other is not: they never exchange."),
    "exchange.fingerprint_differs": _("These letters are not the fingerprint in this file. Compare them again with the other administrator; if they still differ, the file is not theirs."),
    "exchange.other_key": _("This node is known here under another key. It may be a copy: ask its administrator, and revoke the old one if it is gone."),
    "exchange.peer_revoked": _("This node was revoked. Nothing is given to it and nothing taken from it; it has to be set up anew."),
    "exchange.unknown_reason": _("Choose the reason from the list."),
    "exchange.no_such_peer": _("No such node is known here."),
    "exchange.no_keys_yet": _("This node has no keys for the exchange yet. Write its introduction first: “safeconduct exchange introduction”."),
    # What comes from other nodes
    "exchange.damaged": _("What came was damaged or cut short on its way, so nothing was taken in. Send it again."),
    "exchange.too_large": _("What came is larger than any node sends, so it was not taken in. Ask the sender to write smaller files."),
    "exchange.other_protocol": _("The other node speaks a version of the exchange ({found}) that is not known here. Install the same version on both."),
    "exchange.not_for_us": _("This is for another node. Nothing was taken in; carry it to the one that it is for."),
    "exchange.unknown_peer": _("This comes from a node that nobody has introduced here. It was put aside; introduce the node, then try again."),
    "exchange.not_signed": _("The signature is not that of the node it claims to come from. It was put aside for a person to look at."),
    "exchange.not_subscribed": _("The other node sent a kind of entries that it does not give to this one. It was put aside for a person to look at."),
    "exchange.gap": _("Earlier entries have not come yet. This waits, and takes its turn when they come."),
    "exchange.key_does_not_open": _("A key that came opens nothing of what it is for. It was not kept; ask the other node's administrator."),
    "exchange.history_differs": _("The other node holds another history of this node than this node itself. One of them may be a copy: nothing is exchanged until a person has looked."),
    "exchange.no_address": _("No address is known at which this node could be called. Exchange by files, or introduce it again with an address."),
    "exchange.unreachable": _("This node does not answer. It is called again by itself; what waits can also be carried as a file."),
    "exchange.other_certificate": _("Another machine answers in the place of this node, so nothing was exchanged. Ask its administrator, and introduce it again if its certificate was made anew."),
    "exchange.no_progress": _("This node does not take what it is given, and does not say why. Ask its administrator to look at what was put aside there."),
    "exchange.no_such_aside": _("This is not kept here any more. Open the page again."),
    # Files
    "exchange.choose_file": _("Choose a file first."),
    "exchange.not_a_file": _("This is not a file of the exchange. Choose one that ends in .exchange."),
    "exchange.newer_file": _("This file was written by a later version. Install that version and read it again."),
    "exchange.file_changed": _("This file was changed or damaged, so nothing of it was taken in. Copy it again, or have it written anew."),
    "demo.second_node": _("The agency's node of the demonstration could not be made. Delete the folder of the demonstration and try again."),
    # What a node is
    "node.no_such_door": _("This is done at a post, and this is an agency's node. Nothing was changed."),
    "node.no_such_desk": _("This page is of a post's node, and this is an agency's. Choose a page from the navigation."),
    "node.unknown_profile": _("“{profile}” is no kind of node. Choose post or agency."),
    "node.agency_code": _("The node of an agency has the agency's code (2 to 24 small letters, digits or low lines), and a post has none."),
    "node.listens": _("“{listens}” is no address where other nodes reach this one. Give it as 127.0.0.1:8480."),
}  # fmt: skip
