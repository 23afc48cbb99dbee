"""The postings: choose one, or paste your own."""
