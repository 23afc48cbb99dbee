"""Tests of reading documents: text in any encoding, saved pages, PDF, Word, and everything that is none of them."""
