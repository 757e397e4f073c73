"""Real servers, quickly: this process imports Rahba once, then forks one child a request, which
runs the very command `rahba serve`. What makes a child die at a chosen moment is wrapped around it
from here; the product has no hook for it.

One JSON object a line on the standard input: `{"environ": {…}, "dies": null | "before" | "after"}`;
the child's process id comes back on the standard output.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlmodel import Session

from rahba.cli import cli

# Read by a child alone: whether its thread wrote a receipt in the transaction under way.
_wrote = threading.local()


def _die_around_the_commit_of_a_push(moment: str) -> None:
    """`before`: all is written and nothing committed; `after`: committed, and nobody was told."""

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT INTO op_receipt"):
            _wrote.receipt = True

    def die(session: Session) -> None:
        # Letting go of a savepoint is called a commit too.
        if getattr(_wrote, "receipt", False) and not session.in_nested_transaction():
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", note)
    event.listen(Session, f"{moment}_commit", die)


def _serve(wanted: dict[str, Any]) -> None:
    os.environ.update(wanted["environ"])
    # The child's input and output are the parent's conversation with the tests.
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    if wanted["dies"]:
        _die_around_the_commit_of_a_push(wanted["dies"])
    cli(["serve"], standalone_mode=False)


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a child: none stays a zombie
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _serve(json.loads(line))
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
