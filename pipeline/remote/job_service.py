"""The job service of a portable runner: is it there, and may a job take longer than it may take to answer?"""

# mypy: allow-untyped-calls

from __future__ import annotations

import grpc
from apache_beam.options.pipeline_options import PipelineOptions, PortableOptions

from pipeline.options import OptionError

LONGEST_JOB_SECONDS = 366 * 86_400
_LONGEST_WAIT_SECONDS = 30


def await_job_service(beam_options: PipelineOptions) -> None:
    """Wait until the job service answers, then let the job take as long as it takes.

    Beam ends its streams of messages and states of a job after ``--job_server_timeout`` seconds too, five minutes if
    nothing is said, and takes that for a failure of the job.

    Raises:
        OptionError: nothing answers at ``--job_endpoint``.
    """
    portable = beam_options.view_as(PortableOptions)
    seconds = min(portable.job_server_timeout, _LONGEST_WAIT_SECONDS)
    with grpc.insecure_channel(portable.job_endpoint) as channel:
        try:
            grpc.channel_ready_future(channel).result(timeout=seconds)
        except grpc.FutureTimeoutError as error:
            raise OptionError(
                f"--job_endpoint: no job service answers at {portable.job_endpoint} within {seconds} s"
            ) from error
    portable.job_server_timeout = LONGEST_JOB_SECONDS
