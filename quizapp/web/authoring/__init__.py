"""What a mentor sees: coverage, banks and items."""
