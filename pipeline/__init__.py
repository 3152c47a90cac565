"""Newsfold: the Beam pipeline that reads, cleans, extracts, resolves, folds and writes."""
