"""Open Referral HSDS 3.0: service directories of others in and out, losing nothing that we do not use ourselves.

`nested` reads and writes the JSON forms, `tabular` the tables, `fields` says what a record means to us.
Source: Open Referral UK/US, Human Services Data Specification 3.0 (docs.openreferral.org).
"""

from safeconduct.foundation.documents.hsds.fields import FIELDS, read_fields, without_address, written_fields
from safeconduct.foundation.documents.hsds.nested import (
    Directory,
    Finding,
    list_of,
    organization_full,
    read_directory,
    service_at_locations_full,
    service_full,
    take_tables,
)
from safeconduct.foundation.documents.hsds.tabular import read_archive, tables_of, write_archive

__all__ = [
    "FIELDS",
    "Directory",
    "Finding",
    "list_of",
    "organization_full",
    "read_archive",
    "read_directory",
    "read_fields",
    "service_at_locations_full",
    "service_full",
    "tables_of",
    "take_tables",
    "without_address",
    "write_archive",
    "written_fields",
]
