"""What a runner on other machines must be told, and which options contradict each other there."""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterator

from apache_beam.io.filesystems import FileSystems
from apache_beam.options.pipeline_options import (
    GoogleCloudOptions,
    PipelineOptions,
    PortableOptions,
    StandardOptions,
    WorkerOptions,
)

from pipeline.options import Options

_DOCKER_HINT = "build one from the Dockerfile of this project"


def missing(options: Options, beam_options: PipelineOptions) -> list[str]:
    """Return a line, beginning with the option, for each option that is missing or contradicts another one.

    Looks at the options alone: asks no service and needs no credentials.
    """
    found: list[str] = []
    if options.runner == "DataflowRunner":
        found += _dataflow(options, beam_options)
    if options.runner == "PortableRunner":
        found += _portable(beam_options)
    if is_handed_over(beam_options):
        found += _handed_over(options)
    return found


def is_handed_over(beam_options: PipelineOptions) -> bool:
    """Whether the process that builds the job ends without waiting for the job, as the launcher of a template does."""
    template = beam_options.view_as(GoogleCloudOptions).template_location
    return bool(template or beam_options.view_as(StandardOptions).no_wait_until_finish)


def _dataflow(options: Options, beam_options: PipelineOptions) -> Iterator[str]:
    cloud, workers = beam_options.view_as(GoogleCloudOptions), beam_options.view_as(WorkerOptions)
    for name, purpose in (("project", "the project that pays"), ("region", "where the workers run")):
        if not getattr(cloud, name):
            yield f"--{name}: DataflowRunner needs it, {purpose}"
    for name in ("temp_location", "staging_location"):
        path = getattr(cloud, name)
        if path is None and name == "temp_location":
            yield "--temp_location: DataflowRunner needs it, a folder gs://BUCKET/PATH for what it keeps during the job"
        elif path is not None and not path.startswith("gs://"):
            yield f"--{name}: {path!r} is not on Cloud Storage; a folder gs://BUCKET/PATH is needed"
    if not workers.sdk_container_image:
        yield f"--sdk_container_image: the workers need an image with Newsfold in it; {_DOCKER_HINT}"
    if workers.num_workers and workers.max_num_workers and workers.num_workers > workers.max_num_workers:
        yield f"--num_workers: {workers.num_workers} is more than --max_num_workers {workers.max_num_workers}"
    yield from _not_local(options)


def _not_local(options: Options) -> Iterator[str]:
    """Paths that only this machine knows."""
    for option, paths in (("--input", options.inputs), ("--output", (options.output,))):
        for path in paths:
            if FileSystems.get_scheme(path) is None:
                yield f"{option}: {path!r} is on this machine, where no worker of {options.runner} can reach it"


def _portable(beam_options: PipelineOptions) -> Iterator[str]:
    portable = beam_options.view_as(PortableOptions)
    if not portable.job_endpoint:
        yield "--job_endpoint: PortableRunner needs it, the HOST:PORT of a job service"
    has_image = portable.environment_config or beam_options.view_as(WorkerOptions).sdk_container_image
    if portable.environment_type in (None, "DOCKER") and not has_image and not portable.environment_options:
        yield (
            "--environment_type: the workers would run in Beam's own image, which has no Newsfold in it; give EXTERNAL "
            f"with --environment_config HOST:PORT of a worker pool, or name an image with --environment_config "
            f"({_DOCKER_HINT})"
        )
    if portable.environment_type == "EXTERNAL" and not has_image and not portable.environment_options:
        yield "--environment_config: EXTERNAL workers need it, the HOST:PORT of a worker pool"


def _handed_over(options: Options) -> Iterator[str]:
    if FileSystems.get_scheme(options.output) is None:
        yield f"--output: {options.output!r} is on this machine, and this process ends before the job has written to it"
    if options.strict:
        yield "--strict: this process ends before the job can know whether an input was rejected"
