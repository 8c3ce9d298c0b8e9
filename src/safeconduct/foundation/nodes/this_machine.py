"""What only the system can say or give: this machine's addresses, whether a port is free, a file in memory alone.

Beside `vault/durable_files.py` the only calls that differ between systems.
"""

import os
import socket
import struct
import sys
from array import array

if sys.platform == "linux":
    import fcntl

    _ASK_ADDRESSES = 0x8912  # SIOCGIFCONF, netdevice(7)
    _EACH = 40 if sys.maxsize > 2**32 else 32  # struct ifreq: name (16), family and port (4), address, room
    _MOST = 256

    def ipv4_addresses() -> list[str]:
        """The IPv4 addresses of this machine's interfaces, in their order; loopback is among them."""
        room = array("B", bytes(_EACH * _MOST))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            request = struct.pack("iL", len(room), room.buffer_info()[0])
            used = struct.unpack("iL", fcntl.ioctl(asked, _ASK_ADDRESSES, request))[0]
        return [socket.inet_ntoa(room[at + 20 : at + 24].tobytes()) for at in range(0, used, _EACH)]

    class MemoryFile:
        """A file that never touches a disk, for a library that reads nothing but files. Gone when closed."""

        def __init__(self, content: bytes) -> None:
            self._descriptor = os.memfd_create("safeconduct", os.MFD_CLOEXEC)
            with open(self._descriptor, "wb", closefd=False) as file:
                file.write(content)
            self.path = f"/proc/self/fd/{self._descriptor}"

        def close(self) -> None:
            """Let go of the memory."""
            os.close(self._descriptor)

else:

    def ipv4_addresses() -> list[str]:
        """The IPv4 addresses of this machine's interfaces, in their order; loopback is among them."""
        try:
            return socket.gethostbyname_ex(socket.gethostname())[2]
        except OSError:
            return []


def has_memory_files() -> bool:
    """Whether this system has files that never touch a disk."""
    return sys.platform == "linux"


def is_port_free(address: str, port: int) -> bool:
    """Whether nobody listens there. Asked without sharing the port: the server itself would share it silently."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":
            # Connections just closed are no listeners.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True
