"""Training: from the raw corpora to the weights."""
