"""The extractor: text in, spans out."""
