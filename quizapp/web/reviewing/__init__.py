"""The mentor's review of postings, and the names by which postings ask for competencies."""
