"""One module a format: a file's bytes in, its records and faults out."""
