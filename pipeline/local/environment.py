"""How Beam's portable runner starts and ends the worker processes of a local run."""

# mypy: allow-untyped-calls

from __future__ import annotations

import threading
from typing import Any

from apache_beam.portability.api import endpoints_pb2
from apache_beam.runners.portability.fn_api_runner.worker_handlers import GrpcWorkerHandler, WorkerHandler
from apache_beam.transforms.environments import Environment, python_sdk_capabilities
from google.protobuf import json_format, text_format

from pipeline.local.processes import start_worker

PROCESS_THREAD = "run_worker"
"""The name of the threads that wait for a worker process, and raise where it ends otherwise than well."""
_URN = "newsfold:env:worker_process:v1"


@Environment.register_urn(_URN, bytes)
class WorkerProcesses(Environment):
    """Workers as processes of this machine, the libraries of each with so many threads."""

    def __init__(self, threads: int, capabilities: Any = None, artifacts: Any = (), resource_hints: Any = None) -> None:
        super().__init__(capabilities or python_sdk_capabilities(), artifacts, resource_hints)
        self._threads = threads

    def to_runner_api_parameter(self, context: Any) -> tuple[str, bytes]:
        """Tell how the runner finds the handler below, and what it is told."""
        return _URN, str(self._threads).encode()

    @staticmethod
    def from_runner_api_parameter(
        payload: bytes, capabilities: Any, artifacts: Any, resource_hints: Any, context: Any
    ) -> WorkerProcesses:
        """Read what ``to_runner_api_parameter`` told."""
        return WorkerProcesses(int(payload), capabilities, artifacts, resource_hints)


@WorkerHandler.register_environment(_URN, bytes)
class _WorkerProcess(GrpcWorkerHandler):
    def __init__(self, payload: bytes, state: Any, provision_info: Any, grpc_server: Any) -> None:
        super().__init__(state, provision_info, grpc_server)
        self._threads = int(payload)

    def start_worker(self) -> None:
        options = json_format.MessageToJson(self.provision_info.provision_info.pipeline_options)
        control = endpoints_pb2.ApiServiceDescriptor(url=self.control_address)
        variables = {
            "CONTROL_API_SERVICE_DESCRIPTOR": text_format.MessageToString(control),
            "PIPELINE_OPTIONS": options,
            "WORKER_ID": self.worker_id,
        }
        self._process = start_worker(variables, self._threads)
        self._waiting = threading.Thread(name=PROCESS_THREAD, target=self._wait)
        self._waiting.start()

    def stop_worker(self) -> None:
        self._waiting.join()

    def _wait(self) -> None:
        self._process.join()
        if self._process.exitcode:
            raise RuntimeError(f"a worker process ended with code {self._process.exitcode}")
