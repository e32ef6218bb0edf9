"""Slack, where staff work: reads clicks and modals, shows cards and threads, delivers letters."""
