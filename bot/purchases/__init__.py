"""Purchases as the outside world tells them: one event shape, however it comes in."""
