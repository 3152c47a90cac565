"""What the extract stage needs of the machines that it runs on."""

from __future__ import annotations

from pipeline.options import Options

EXTRACT_RAM = "8GB"
"""Of a machine with two cores: a process for each holds some 2 GB while it extracts, and Beam's own on top."""


def extract_hints(options: Options) -> dict[str, str]:
    """Return Beam's resource hints for the extract stage.

    Only Dataflow picks machines by hints. To any other runner a stage with hints would only be one that needs workers
    of its own, so there are none.
    """
    if options.runner != "DataflowRunner":
        return {}
    if options.gpu is None:
        return {"min_ram": EXTRACT_RAM}
    return {"min_ram": EXTRACT_RAM, "accelerator": f"type:{options.gpu};count:1;install-nvidia-driver"}
