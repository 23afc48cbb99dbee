"""HTTP in, HTML or JSON out: no SQL, no tables, no bank files."""
