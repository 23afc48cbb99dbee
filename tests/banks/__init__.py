"""Tests of the banks on disk: reading, rendering, compiling and checking."""
