"""`python -m safeconduct.entrypoints.cli`."""

import sys

from safeconduct.entrypoints.cli import main

sys.exit(main())
