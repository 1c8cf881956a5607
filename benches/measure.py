"""Measures a command: wall time, processor time, and the memory of its processes."""

import os
import pathlib
import platform
import subprocess
import sys
import threading
from typing import NamedTuple

# Seconds between two samples of memory; a run of a few seconds gives about a hundred.
LOOKS = 0.02

# 3 is rolefit's "done, but some files could not be read".
FINE = (0, 3)


class Cost(NamedTuple):
    """Seconds, and megabytes at the peak of all processes together (0 if the system does not report it)."""

    wall: float
    processor: float
    memory: float


def measure(command):
    """Runs a command and returns its cost; ends the program if the command fails."""
    start = os.times().elapsed
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    ended, peaks = threading.Event(), [0]
    looking = threading.Thread(target=look, args=(child.pid, ended, peaks))
    looking.start()
    _, status, usage = os.wait4(child.pid, 0)
    wall = os.times().elapsed - start
    ended.set()
    looking.join()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in FINE:
        sys.exit(f"{command} ended with {child.returncode}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(peaks) / 1024)


def look(pid, ended, peaks):
    """Samples the memory of a process and its children until it ends."""
    while not ended.wait(LOOKS):
        peaks.append(sum(map(resident, [pid, *children(pid)])))


def children(pid):
    try:
        return [int(child) for task in os.listdir(f"/proc/{pid}/task") for child in pathlib.Path(f"/proc/{pid}/task/{task}/children").read_text().split()]
    except OSError:
        return []


def resident(pid):
    """Kilobytes."""
    try:
        lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def machine():
    """Describes the system and its processors, for the head of a report."""
    info = pathlib.Path("/proc/cpuinfo")
    names = [line.split(":")[1].strip() for line in info.read_text().splitlines() if "model name" in line] if info.exists() else []
    return f"{platform.platform()}, {names[0] if names else platform.processor()}, {os.cpu_count()} cores"


def version(command):
    output = subprocess.run(command, capture_output=True, text=True, check=False)
    return (output.stdout + output.stderr).splitlines()[0]
