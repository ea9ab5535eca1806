"""The account of a plan: what it commits to and what was not read of it, and what was read and gives itself away as wrong."""

from plankg.graph.checks.accounting.ledger import CHECKS, account, account_in, entries
from plankg.graph.checks.accounting.left import words_left

__all__ = ["CHECKS", "account", "account_in", "entries", "words_left"]
