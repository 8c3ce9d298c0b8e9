"""Prints the name and the addresses of the certificate that a port of this machine shows.

python -m tests.walks.addresses_shown PORT
"""

import ssl
import sys

from cryptography import x509

from safeconduct.foundation.vault.certificates import addresses_of, name_of

if __name__ == "__main__":
    try:
        shown = x509.load_pem_x509_certificate(ssl.get_server_certificate(("127.0.0.1", int(sys.argv[1]))).encode())
    except OSError as shut:
        sys.exit(str(shut))
    print(name_of(shown), *addresses_of(shown))
