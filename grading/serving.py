"""Serves the site from one process with waitress, with limits that fit an office."""

import socket
import sys

from config.settings import Settings
from grading import reception
from grading.app import create_app, settle_memory
from grading.jobs.background import Background

THREADS = 8


def serve(settings: Settings, host: str, port: int) -> None:
    """Runs until it is asked to stop, and finishes what it began. If the port is in use, it exits with a sentence and
    code 1."""
    app = create_app(settings)
    settle_memory()
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        sys.exit(f"Không mở được cổng {port} trên {host}: {error.strerror}. Mời chọn cổng khác bằng --port.")
    print(f"Trang web: http://{host}:{port}  (Ctrl+C để dừng)", flush=True)
    stopping = reception.Stopping()
    stopping.listen()
    jobs = Background(settings)
    jobs.start()
    try:
        reception.run(app, stopping, host=host, port=port, threads=THREADS)
    finally:
        jobs.stop()
