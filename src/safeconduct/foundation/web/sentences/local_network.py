"""Sentences of the local network: being served there, and the certificate for it."""

from django.utils.translation import gettext_lazy as _

from safeconduct.foundation.web.texts import Sentence

SENTENCES: dict[str, Sentence] = {
    "node.port_busy": _("Port {port} is in use on this machine: perhaps this node, or another one, is served already. Stop that one, or choose another port."),
    "lan.only_with_lan": _("--name, --lan-port and --renew belong to the local network: add --lan."),
    "lan.not_here": _("On this system a node is served on this machine alone: the key of its certificate could not be kept off the disk. Serve without --lan."),
    "lan.did_not_open": _("The door to the local network did not open on port {port}. Nothing was changed; serve without --lan, or choose another port with --lan-port."),
    "lan.name_not_usable": _("“{name}” cannot be the node's name on the network. Use letters a to z, digits and hyphens, such as bridge-post, or a full name such as bridge.example.org."),
    "lan.not_an_address": _("“{value}” is not an address. Give one such as 192.168.1.5, or --lan alone for all local networks of this machine."),
    "lan.this_machine": _("127.0.0.1 is this machine alone, and there the node is served already. Give an address of a local network, or --lan alone."),
    "lan.not_local": _("{address} is not an address of a private network, and a node is not shown to the internet. Give one of a local network, or --lan alone."),
    "lan.not_this_machine": _("This machine does not have the address {address} now. It has: {has}. Join the network first, or give --lan alone."),
    "lan.no_address": _("This machine has no address on a local network yet. Join a network or plug in the cable; the node notices by itself. On this machine it can be used now."),
    "lan.not_served": _("This node is not served on a local network now. An administrator starts it with “safeconduct serve --lan”."),
    "health.no_certificate": _("This node has no certificate: it was never served on a local network."),
    "health.certificate": _("The certificate for {name} is valid until {until}; it is renewed by itself."),
    "health.certificate_not_yet": _("This machine's clock says {now}, but the certificate for {name} is valid from {from} on. Set the clock. If the clock is right, serve once with “--lan --renew certificate”."),
    "health.certificate_over": _("The certificate for {name} was valid until {until}. It is made anew the next time the node is served with --lan."),
    "health.authority_over": _("The authority behind the certificate for {name} is no longer valid, so devices refuse the node. Serve once with “--lan --renew authority”; then every device fetches it again."),
}  # fmt: skip
