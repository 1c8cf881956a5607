"""Python's lock is free while files are scored, and Ctrl-C ends the wait."""

import signal
import subprocess
import sys
import threading
import time

import pytest
import rolefit
from conftest import AS_OF

ROLE = "key-account-manager"
#: Enough resumes to take some seconds on any machine.
MANY = 20_000

PROGRAM = f"""
import sys, rolefit
resume = "Ana Prieto\\n\\nKey Account Manager, 2015 - 2019\\n" + "- Negotiated contracts with 12 key accounts\\n" * 20
content = {{f"{{number}}": resume for number in range({MANY})}}
print("started", flush=True)
CALL
print("done")
"""
RANK = f'rolefit.rank(content, role="{ROLE}", as_of="{AS_OF}")'
SCORE = f"""import pyarrow
table = pyarrow.table({{"id": list(content), "content": list(content.values())}})
pyarrow.RecordBatchReader.from_stream(rolefit.score(table, role="{ROLE}", as_of="{AS_OF}")).read_all()"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
@pytest.mark.parametrize("call", [RANK, SCORE], ids=["rank", "score"])
def test_ctrl_c_stops_a_run(call):
    program = [sys.executable, "-c", PROGRAM.replace("CALL", call)]
    run = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert run.stdout.readline() == "started\n"
    time.sleep(1.5)
    start = time.monotonic()
    run.send_signal(signal.SIGINT)
    out, errors = run.communicate(timeout=60)
    assert run.returncode != 0 and "done" not in out
    assert "KeyboardInterrupt" in errors or "stopped by Ctrl-C" in errors
    assert time.monotonic() - start < 5


def test_other_threads_run_while_resumes_are_scored(resumes):
    content = {f"{number}": resumes["ana"] for number in range(500)}
    ranked = threading.Event()

    def rank():
        rolefit.rank(content, role=ROLE, as_of=AS_OF)
        ranked.set()

    thread = threading.Thread(target=rank)
    thread.start()
    # A call that held the lock would let this loop turn a few times only, between its steps.
    turns = 0
    while not ranked.is_set():
        time.sleep(0.001)
        turns += 1
    thread.join()
    assert turns > 20
