"""Statements: tasks and entities as the plan holds them."""
