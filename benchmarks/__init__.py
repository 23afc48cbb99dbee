"""A script for every figure that README and docs name."""
