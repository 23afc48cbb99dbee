"""Tests of the house itself: its floors, its shape, its tools and its docs."""
