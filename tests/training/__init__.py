"""Tests of what the line classifier is trained on."""
