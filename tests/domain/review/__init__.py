"""Reviewing a profile."""
