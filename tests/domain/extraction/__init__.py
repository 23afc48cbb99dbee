"""Tests of the extraction: layout, sentences, kinds, links, whole profiles."""
