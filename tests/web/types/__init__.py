"""Tests of the pages for each type of item."""
