"""Flex templates of Dataflow: ``batch.json`` and ``streaming.json`` describe them, ``launch`` starts them."""
