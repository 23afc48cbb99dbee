"""Tests of the floor that keeps things."""
