"""What an operator types: migrate, serve, and a demo souk that asks nothing."""

import logging
from typing import TYPE_CHECKING

import typer
import uvicorn
from fastapi import FastAPI

from rahba.app import create_app
from rahba.clock import World, system_now
from rahba.db import Database
from rahba.opening import DirectoryTaken, only_process
from rahba.settings import Settings, read_settings

if TYPE_CHECKING:
    from rahba.demo.seed import DemoAccess

STOP_SECONDS = 10  # for requests that are under way when the server is told to stop
LINE = "  {:<12}{}"

cli = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__
)


@cli.command()
def migrate() -> None:
    """Bring the database to the newest schema; safe to run again and by several at once."""
    settings = read_settings()
    _prepare(settings)
    typer.echo("the database is at the newest schema")


@cli.command()
def serve() -> None:
    """Migrate, then serve until told to stop."""
    settings = read_settings()
    _prepare(settings)
    _run(create_app(settings), settings)


@cli.command()
def run_demo() -> None:
    """Serve a demo souk from a directory of its own; filled at the first run only."""
    settings = read_settings(demo=True)
    access = _fill_demo(settings)
    typer.echo("")
    typer.echo(LINE.format("phone", f"{_address(settings)}#/join/{access.invitation}"))
    typer.echo(
        LINE.format("", f"invitation {access.invitation} of {access.animator}, for one phone")
    )
    typer.echo(LINE.format("desk", f"{_address(settings)}desk"))
    for login in access.logins:
        typer.echo(LINE.format("", f"{login} / {access.password}"))
    typer.echo(LINE.format("API key", access.api_key))
    typer.echo("")
    _run(create_app(settings), settings)


def main() -> None:
    cli()


def _fill_demo(settings: Settings) -> "DemoAccess":
    """Who can get in; the first time, after filling the demo through the public API."""
    from rahba.demo import seed as demo  # a server that is no demo never loads it
    from rahba.demo.team import Clock

    notes = settings.data_dir / "access.json"
    _prepare(settings)
    database = Database(settings.database_url)
    began = demo.seeded(database)
    database.dispose()
    if not notes.exists():
        if began:  # by a run that was stopped halfway, or by somebody else
            _empty(settings, database)
            _prepare(settings)
        typer.echo("filling the demo souk, once; this takes about a minute")
        clock = Clock(system_now())
        app = create_app(settings, world=World(now=clock.now))
        demo.remember(demo.seed(app, clock), notes)
    return demo.recall(notes)


def _empty(settings: Settings, database: Database) -> None:
    """Drop a half-filled demo: its own SQLite file only, since a PostgreSQL may be anybody's."""
    if not database.is_sqlite:
        typer.echo(
            "RAHBA_DATABASE_URL holds a souk that this demo did not finish; name an empty "
            "database, or `rahba serve` this one",
            err=True,
        )
        raise typer.Exit(1)
    for file in settings.data_dir.glob("rahba.sqlite3*"):
        file.unlink()


def _prepare(settings: Settings) -> None:
    """Migrate; on SQLite only while nobody else has the directory."""
    database = Database(settings.database_url)
    try:
        if database.is_sqlite:
            with only_process(settings.data_dir):
                database.upgrade()
        else:
            database.upgrade()
    except DirectoryTaken as taken:
        typer.echo(str(taken), err=True)
        raise typer.Exit(1) from None
    finally:
        database.dispose()


def _run(app: FastAPI, settings: Settings) -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    typer.echo(f"Rahba is at {_address(settings)}")
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        server_header=False,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=STOP_SECONDS,
    )


def _address(settings: Settings) -> str:
    # Phones keep data only for a secure origin, and `localhost` is one by any browser's rules.
    shown = "localhost" if settings.host in {"127.0.0.1", "0.0.0.0"} else settings.host  # noqa: S104
    return f"http://{shown}:{settings.port}/"
