"""Taking a quiz, one item a page."""
