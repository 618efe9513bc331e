"""Parsed sentences → events: who did what to whom, how far it is true, and who says so."""

from riftline.rooms import make_callable

make_callable(__name__)
