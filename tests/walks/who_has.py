"""Asks the link who has a name, as a tablet does, or claims it as another machine would; prints the addresses heard.

python -m tests.walks.who_has OWN_ADDRESS NAME [CLAIMED_ADDRESS]
"""

import socket
import struct
import sys
import time

from safeconduct.foundation.nodes.multicast_messages import answer, question, said_of

GROUP = ("224.0.0.251", 5353)

if __name__ == "__main__":
    own, name, *claimed = sys.argv[1:]
    link = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    link.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    link.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(own))
    link.bind(("", 5353 if claimed else 0))
    joined = struct.pack("=4s4s", socket.inet_aton(GROUP[0]), socket.inet_aton(own))
    link.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, joined)
    link.settimeout(0.5)
    link.sendto(answer(name, claimed[0]) if claimed else question(name), GROUP)
    heard = set()
    end = time.monotonic() + 2
    while time.monotonic() < end:
        try:
            message, (source, _) = link.recvfrom(9000)
        except TimeoutError:
            continue
        said = said_of(name, message)
        if said is not None and source != own:
            heard |= set(said.claims)
    print(*sorted(heard))
