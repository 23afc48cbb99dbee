"""The painted posting and each line's ledger."""
