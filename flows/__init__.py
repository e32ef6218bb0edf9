"""The rules: pure functions and frozen values, with no I/O, no clock and no chance of their own."""
