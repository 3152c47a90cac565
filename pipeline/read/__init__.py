"""Read: files of many formats to articles, and to rejects that say what is wrong."""

from pipeline.read.errors import InputError
from pipeline.read.inputs import check_inputs
from pipeline.read.transform import ReadArticles, ReadResult

__all__ = ["InputError", "ReadArticles", "ReadResult", "check_inputs"]
