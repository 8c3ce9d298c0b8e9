"""Every code with which the vault refuses; the sentences are written in foundation/web/texts."""

# the vault file; a wrong passphrase and an opener who does not exist are one code: outsiders learn nothing
WRONG_PASSPHRASE = "vault.wrong_passphrase"  # noqa: S105
UNKNOWN_OPENER = "vault.unknown_opener"
OPENER_EXISTS = "vault.opener_exists"
TOO_FEW_OPENERS = "vault.too_few_openers"  # minimum
PASSPHRASE_TOO_SHORT = "vault.passphrase_too_short"  # minimum  # noqa: S105
PASSPHRASE_TOO_LONG = "vault.passphrase_too_long"  # maximum  # noqa: S105
VAULT_DAMAGED = "vault.damaged"
VAULT_NEWER_VERSION = "vault.newer_version"  # found, known
VAULT_MISSING = "vault.missing"
VAULT_EXISTS = "vault.exists"
VAULT_BUSY = "vault.busy"
NOT_ENOUGH_MEMORY = "vault.not_enough_memory"  # memory_mib

# the printed recovery set
SHARE_LINE_WRONG = "vault.share_line_wrong"  # line
SHARE_LINE_MISSING = "vault.share_line_missing"  # found, expected
SHARE_MIXED_UP = "vault.share_mixed_up"
SHARE_NEWER_VERSION = "vault.share_newer_version"  # found, known
RECOVERY_TOO_FEW_SHARES = "vault.recovery_too_few_shares"  # needed
RECOVERY_SAME_SHARE = "vault.recovery_same_share"  # number
RECOVERY_DIFFERENT_SETS = "vault.recovery_different_sets"  # sets
RECOVERY_SHARE_WRONG = "vault.recovery_share_wrong"
RECOVERY_OTHER_VAULT = "vault.recovery_other_vault"

# the printed sheets of a compartment's key
ESCROW_NUMBERS = "vault.escrow_numbers"  # most
ESCROW_OTHER_PAPER = "vault.escrow_other_paper"
ESCROW_OTHER_KEY = "vault.escrow_other_key"

# sealed bytes
SEAL_BROKEN = "vault.seal_broken"
SEAL_UNKNOWN_SUITE = "vault.seal_unknown_suite"  # suite
COMPARTMENT_TOO_LARGE = "vault.compartment_too_large"  # maximum

# the database
KEY_NOT_SET = "vault.key_not_set"
WRONG_KEY = "vault.wrong_key"
DATABASE_DAMAGED = "vault.database_damaged"  # pages
CHECKPOINT_BUSY = "vault.checkpoint_busy"
SECOND_WRITER = "node.second_writer"  # process (None when it cannot be told)

# backup files
BACKUP_MISSING = "vault.backup_missing"
BACKUP_NOT_ONE = "vault.backup_not_one"
BACKUP_NEWER_VERSION = "vault.backup_newer_version"  # found, known
BACKUP_DAMAGED = "vault.backup_damaged"  # chunk (0 = header)
BACKUP_CUT_SHORT = "vault.backup_cut_short"  # chunk
BACKUP_OTHER_KEY = "vault.backup_other_key"
BACKUP_OTHER_KIND = "vault.backup_other_kind"  # found, expected
BACKUP_CHUNK_TOO_LARGE = "vault.backup_chunk_too_large"  # maximum
