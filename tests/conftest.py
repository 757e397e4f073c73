"""What every test has: a clean database of either kind, and a run that cannot pass by skipping."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

pytest_plugins = ["tests.fixtures_db", "tests.fixtures_app"]

MEMORY = Path("/dev/shm")
ROOM_BYTES = 6 << 30


def write_into_memory() -> None:
    """Thousands of databases and browser profiles are made and thrown away: a disk is slow at that.

    Where there is no room in memory, or somebody named another folder, it is the usual one.
    """
    named = "TMPDIR" in os.environ
    if not named and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM_BYTES:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


write_into_memory()


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A module that skips itself is an error: its tests would vanish from the count."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} skipped itself: {report.longrepr}"
    return report


def pytest_make_parametrize_id(val: object) -> str | None:
    """Packed bytes hold the time of packing: as a name they would differ in each worker."""
    return f"{len(val)} bytes" if isinstance(val, bytes) else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    not_run = not_run_reports(terminalreporter)
    if not_run:
        terminalreporter.section("tests that did not run, which fails this run", red=True)
        for report in not_run:
            terminalreporter.line(f"{report.outcome}: {report.nodeid}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and not_run_reports(reporter):
        session.exitstatus = max(session.exitstatus, pytest.ExitCode.TESTS_FAILED)


def not_run_reports(reporter: pytest.TerminalReporter) -> list[pytest.TestReport]:
    """Tests skipped or expected to fail, wherever they ran."""
    return [*reporter.stats.get("skipped", []), *reporter.stats.get("xfailed", [])]
