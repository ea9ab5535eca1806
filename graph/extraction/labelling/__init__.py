"""Labelling: trained models that weigh what words and rules say, and how sure they are."""
