"""The job service must answer soon; the job itself may take long."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest
from apache_beam.options.pipeline_options import PipelineOptions, PortableOptions

from pipeline.options import OptionError
from pipeline.remote.job_service import LONGEST_JOB_SECONDS, await_job_service


def portable_options(port: int) -> PipelineOptions:
    return PipelineOptions(["--job_endpoint", f"localhost:{port}", "--job_server_timeout", "1"])


def test_a_job_may_take_longer_than_its_service_to_answer():
    server = grpc.server(ThreadPoolExecutor(1))
    port = server.add_insecure_port("localhost:0")
    server.start()
    options = portable_options(port)
    await_job_service(options)
    server.stop(None)
    assert options.view_as(PortableOptions).job_server_timeout == LONGEST_JOB_SECONDS


def test_a_service_that_is_not_there_is_named():
    with socket.socket() as unused:
        unused.bind(("localhost", 0))
        port = unused.getsockname()[1]
        with pytest.raises(OptionError, match=f"--job_endpoint.*localhost:{port}"):
            await_job_service(portable_options(port))
