"""Planning: the blueprint of a quiz on a posting, and two postings side by side."""
