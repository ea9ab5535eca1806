"""Cards: what notebooks show of a plan, its statements, answers, networks and its text with what was read in it."""

from plankg.viz.cards.cards import card, html_of
from plankg.viz.cards.html import Card
from plankg.viz.cards.texts import marked_text

__all__ = ["Card", "card", "html_of", "marked_text"]
