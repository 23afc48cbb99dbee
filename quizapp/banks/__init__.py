"""Question banks on disk: read with problems at file:line:column, check, compile to variants."""
