"""An existing Dask cluster as an executor."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from course_builder.catalogue.extras import ExtraMissingError

_PATIENCE = "10s"


class NoSchedulerError(Exception):
    """There is no scheduler at an address."""


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Have the workers of a cluster at hand, each of which needs course-builder installed.

    Args:
        address: of the scheduler, such as ``tcp://10.0.0.1:8786``.

    Raises:
        ExtraMissingError: the extra is not installed.
        NoSchedulerError: nobody answers there.
    """
    try:
        from distributed import Client  # noqa: PLC0415 -- an extra, and slow to import
    except ModuleNotFoundError as error:
        raise ExtraMissingError("distributed", "A scheduler") from error
    try:
        client = Client(address, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise NoSchedulerError(f"There is no scheduler at {address!r}: {error}") from error
    with client:
        # Otherwise the scheduler remembers what came of the same course before, and does not build it again.
        executor = client.get_executor(pure=False)
        try:
            yield executor
        except BaseException:
            # Whoever ends the command does not wait for all that was handed over.
            executor.shutdown(wait=False)
            raise
