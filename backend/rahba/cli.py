"""What an operator types: start it, keep it safe, and a demo souk that asks nothing."""

import json
import os
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
import uvicorn
from fastapi import FastAPI

from rahba import logs
from rahba.app import create_app
from rahba.backup.make import BackupFailed, make_copy
from rahba.backup.restore import restore as put_copy_in_place
from rahba.backup.upgrade import UpgradeFailed, upgrade_with_copy
from rahba.clock import World, system_now
from rahba.db import Database
from rahba.doctor import as_json, examine
from rahba.opening import DirectoryTaken, only_process
from rahba.requests.replay import replay_ledger
from rahba.settings import Settings, read_settings, user_data_dir
from rahba.setup.console_code import VALID_FOR, issue_code

if TYPE_CHECKING:
    from rahba.demo.seed import DemoAccess

STOP_SECONDS = 10  # for requests that are under way when the server is told to stop
LINE = "  {:<12}{}"

cli = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__
)
DataDir = Annotated[Path | None, typer.Option(help="Where the data lies (RAHBA_DATA_DIR).")]
Host = Annotated[str | None, typer.Option(help="The address to listen on (RAHBA_HOST).")]
Port = Annotated[int | None, typer.Option(help="The port to listen on (PORT).")]
Cert = Annotated[Path | None, typer.Option(help="Certificate chain, PEM (RAHBA_TLS_CERT).")]
Key = Annotated[Path | None, typer.Option(help="The certificate's key, PEM (RAHBA_TLS_KEY).")]


@cli.command()
def up(
    data_dir: DataDir = None,
    host: Host = None,
    port: Port = None,
    cert: Cert = None,
    key: Key = None,
) -> None:
    """Start a souk of one's own: the data lies in your user folder unless you name another."""
    data_dir = data_dir or Path(os.environ.get("RAHBA_DATA_DIR") or user_data_dir())
    _serve(_read(data_dir, host, port, cert, key))


@cli.command()
def serve(
    data_dir: DataDir = None,
    host: Host = None,
    port: Port = None,
    cert: Cert = None,
    key: Key = None,
) -> None:
    """Migrate, then serve until told to stop; the data lies in ./data unless you name another."""
    _serve(_read(data_dir, host, port, cert, key))


@cli.command()
def migrate(data_dir: DataDir = None) -> None:
    """Bring the database to the newest schema; safe to run again and by several at once."""
    _prepare(_read(data_dir))
    typer.echo("the database is at the newest schema")


@cli.command()
def backup(data_dir: DataDir = None) -> None:
    """Copy the database now, also while it is served, and prove that the copy opens."""
    settings = _read(data_dir or _kept_in())
    assert settings.backup_dir is not None
    try:
        made = make_copy(settings.database_url, settings.backup_dir, "asked", system_now())
    except BackupFailed as failure:
        _fail(failure)
    typer.echo(f"copied and checked: {made.path}")


@cli.command()
def restore(file: Path, data_dir: DataDir = None) -> None:
    """Put a copy in place of the database; the server must be stopped. Phones push again after."""
    settings = _read(data_dir or _kept_in())
    assert settings.backup_dir is not None
    try:
        before = put_copy_in_place(
            settings.database_url, settings.data_dir, settings.backup_dir, file, World()
        )
    except (BackupFailed, DirectoryTaken, OSError) as failure:
        _fail(failure)
    again = _forget_again(settings)
    if before is not None:
        typer.echo(f"what stood there before lies at {before.path}")
    if again:
        typer.echo(f"erased again, as the ledger has it: {again}")
    typer.echo("restored; a new epoch began, and phones will push again what they hold")


@cli.command()
def doctor(
    data_dir: DataDir = None,
    as_data: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Check that the database keeps what Rahba promises; ends with 1 if anything is found."""
    settings = _read(data_dir or _kept_in())
    database = Database(settings.database_url)
    try:
        with database.read() as session:
            findings = examine(session, settings.data_dir)
    finally:
        database.dispose()
    if as_data:
        typer.echo(json.dumps(as_json(findings)))
    else:
        for found in findings:
            typer.echo(
                f"{found.count:>6}  {found.rule:<5} {found.check}  {' '.join(found.examples)}"
            )
    raise typer.Exit(1 if any(found.count for found in findings) else 0)


@cli.command()
def run_demo() -> None:
    """Serve a demo souk from a directory of its own; filled at the first run only."""
    settings = read_settings(demo=True)
    access = open_demo(settings, World())
    # Not before: a thousand requests that fill it are no news, and would hide the address.
    logs.configure(settings.log)
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


def _forget_again(settings: Settings) -> int:
    """Carry out on the copy what was erased after it was made; how many ids."""
    database = Database(settings.database_url)
    try:
        return replay_ledger(database, settings.data_dir, World())
    finally:
        database.dispose()


def open_demo(settings: Settings, world: World) -> "DemoAccess":
    """Who can get in; the first time, after filling the demo through the public API."""
    from rahba.demo import seed as demo  # a server that is no demo never loads it
    from rahba.demo.again import open_again

    notes = settings.data_dir / "access.json"
    _prepare(settings)
    if not notes.exists():
        demo.remember(_fill_demo(settings, world), notes)
    known = demo.recall(notes)
    database = Database(settings.database_url)
    access = database.transact(lambda s: open_again(s, known, settings.secret, world))
    database.dispose()
    demo.remember(access, notes)
    return access


def _fill_demo(settings: Settings, world: World) -> "DemoAccess":
    from rahba.demo import seed as demo
    from rahba.demo.team import Clock

    database = Database(settings.database_url)
    began = demo.seeded(database)
    database.dispose()
    if began:  # by a run that was stopped halfway, or by somebody else
        _empty(settings, database)
        _prepare(settings)
    typer.echo("filling the demo souk, once; this takes about a minute")
    clock = Clock(world.now())
    app = create_app(settings, world=World(now=clock.now))
    return demo.seed(app, clock)


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


def _read(
    data_dir: Path | None = None,
    host: str | None = None,
    port: int | None = None,
    cert: Path | None = None,
    key: Path | None = None,
) -> Settings:
    """The environment's settings, where the command line does not say otherwise."""
    said = {
        "RAHBA_DATA_DIR": data_dir, "RAHBA_HOST": host, "PORT": port,
        "RAHBA_TLS_CERT": cert, "RAHBA_TLS_KEY": key,
    }  # fmt: skip
    given = {name: str(value) for name, value in said.items() if value is not None}
    settings = read_settings({**os.environ, **given})
    logs.configure(settings.log)
    return settings


def _kept_in() -> Path | None:
    """For who keeps a souk by `rahba up`: its folder, unless the environment or ./data has one."""
    if os.environ.get("RAHBA_DATA_DIR") or Path("data/rahba.sqlite3").exists():
        return None
    return user_data_dir() if (user_data_dir() / "rahba.sqlite3").exists() else None


def _serve(settings: Settings) -> None:
    code = _prepare(settings)
    typer.echo(LINE.format("data", settings.data_dir))
    if code is not None:
        hours = VALID_FOR.total_seconds() / 3600
        typer.echo(LINE.format("set up", f"{_address(settings)}desk"))
        typer.echo(LINE.format("code", f"{code}   (once, within {hours:.0f} hours)"))
    _run(create_app(settings), settings)


def _prepare(settings: Settings) -> str | None:
    """Migrate, on SQLite only while nobody else has the directory. Returns the set-up's code while
    there is no souk yet."""
    database = Database(settings.database_url)
    alone = only_process(settings.data_dir) if database.is_sqlite else nullcontext()
    try:
        with alone:
            folder = settings.backup_dir
            upgrade_with_copy(settings.database_url, folder, system_now(), typer.echo)
            return database.transact(lambda session: issue_code(session, settings.secret, World()))
    except (DirectoryTaken, UpgradeFailed, BackupFailed) as failure:
        _fail(failure)
    finally:
        database.dispose()


def _fail(failure: Exception) -> NoReturn:
    typer.echo(str(failure), err=True)
    raise typer.Exit(1) from None


def _run(app: FastAPI, settings: Settings) -> None:
    typer.echo(f"Rahba is at {_address(settings)}")
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        server_header=False,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=STOP_SECONDS,
        ssl_certfile=settings.tls[0] if settings.tls else None,
        ssl_keyfile=settings.tls[1] if settings.tls else None,
    )


def _address(settings: Settings) -> str:
    # Phones keep data only for a secure origin, and `localhost` is one by any browser's rules.
    shown = "localhost" if settings.host in {"127.0.0.1", "0.0.0.0"} else settings.host  # noqa: S104
    scheme = "https" if settings.tls else "http"
    return f"{scheme}://{shown}:{settings.port}/"
