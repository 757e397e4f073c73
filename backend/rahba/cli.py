"""What an operator types: migrate, serve, and a demo souk that asks nothing."""

import logging

import typer
import uvicorn
from fastapi import FastAPI

from rahba.app import create_app
from rahba.db import Database
from rahba.opening import DirectoryTaken, only_process
from rahba.settings import Settings, read_settings

STOP_SECONDS = 10  # for requests that are under way when the server is told to stop
LINE = "  {:<12}{}"

cli = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)


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
    from rahba.demo.seed import seed  # a server that is no demo never loads it

    settings = read_settings(demo=True)
    _prepare(settings)
    app = create_app(settings)
    access = seed(app)
    typer.echo(LINE.format("phones", _address(settings)))
    typer.echo(LINE.format("desk", f"{_address(settings)}desk"))
    for who, login, password in access.sign_ins:
        typer.echo(LINE.format(who, f"{login}  {password}"))
    typer.echo(LINE.format("API key", access.api_key))
    _run(app, settings)


def main() -> None:
    cli()


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
