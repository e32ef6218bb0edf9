"""The pictures and the voice message that customers of the demo send when nobody brings any of their own."""

from pathlib import Path

_STATIC = Path(__file__).with_name("static")

BROKEN_PLATE = (_STATIC / "broken-plate.jpg").read_bytes()
CRACKED_BOARD = (_STATIC / "cracked-board.jpg").read_bytes()
VOICE = (_STATIC / "voice.ogg").read_bytes()
VOICE_SECONDS = 6
