"""The thread that drains jobs while the site is served."""

import logging
from threading import Event, Thread
from time import monotonic

from config.settings import Settings
from grading.db import make_engine
from grading.jobs.drainer import Drainer
from grading.storage import Store

EVERY_SECONDS = 2.0
SWEEPS_EVERY_SECONDS = 3_600.0
STOPS_WITHIN_SECONDS = 20.0
"""The time for the batch in hand. A batch that does not end in this time is made again after the next start."""
_log = logging.getLogger(__name__)


class Background:
    """Looks for jobs every two seconds, and drains them. Stopping waits for the batch in hand."""

    def __init__(self, settings: Settings, *, every: float = EVERY_SECONDS) -> None:
        self._stopping, self._every = Event(), every
        self._engine = make_engine(settings.database_url)
        self.drainer = Drainer(
            self._engine, Store(settings.data / "files"), settings.data, is_stopping=self._stopping.is_set
        )
        self._thread = Thread(target=self._loop, name="jobs", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Lets the thread end after its batch, without waiting for it."""
        self._stopping.set()

    def stop(self) -> None:
        self.ask_to_stop()
        self._thread.join(STOPS_WITHIN_SECONDS)
        self._engine.dispose()

    def _loop(self) -> None:
        self.drainer.sweep()
        swept_at = monotonic()
        while not self._stopping.wait(self._every):
            try:
                if monotonic() - swept_at > SWEEPS_EVERY_SECONDS:
                    self.drainer.sweep()
                    swept_at = monotonic()
                if self.drainer.is_any_waiting():
                    self.drainer.drain()
            except Exception:  # whatever it is, the next round may succeed, and the site is served on
                _log.exception("the jobs could not be drained")
