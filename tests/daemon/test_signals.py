"""A signal that comes at the very moment of a wait ends it, and never hangs it."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import os, random, signal, threading, time
from syncd.clock import SystemClock, stop_by_signal
from syncd.model.clock import Stopped

end = time.monotonic() + 3
while time.monotonic() < end:
    clock = SystemClock()
    stop_by_signal(clock.stop)
    signal.signal(signal.SIGALRM, signal.getsignal(signal.SIGTERM))
    signal.setitimer(signal.ITIMER_REAL, random.uniform(1e-6, 100e-6))
    try:
        while True:
            clock.wait(0.00002)
    except Stopped:
        pass
"""


def test_a_signal_in_the_middle_of_a_wait() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], timeout=40, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
