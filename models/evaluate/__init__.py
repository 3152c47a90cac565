"""Evaluation: the extractor's figures on annotated corpora."""
