"""The server put together: middleware, pages, and one router per feature under `/api/v1`."""

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from functools import cache, partial
from importlib.metadata import version

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from rahba import health, metrics, opening
from rahba.access import routes as access
from rahba.access import team_routes, unlock_routes
from rahba.backup.nightly import nightly
from rahba.catalog import calendar_routes as calendar
from rahba.catalog import card_routes as cards
from rahba.catalog import notice
from rahba.catalog import place_routes as places
from rahba.catalog import routes as catalog
from rahba.catalog import zone_routes as zones
from rahba.clock import World
from rahba.db import Database
from rahba.entries.kinds.medium import MAX_MEDIUM_BYTES
from rahba.export import routes as export
from rahba.export.answers import routes as answers
from rahba.feed import media as approved_photos
from rahba.feed import routes as feed
from rahba.forms import routes as forms
from rahba.insight import forms as form_figures
from rahba.insight import registry
from rahba.insight import routes as insight
from rahba.intake import routes as intake
from rahba.logs import event
from rahba.meters import Meters
from rahba.requests import routes as requests
from rahba.requests.replay import replay_ledger
from rahba.review import decide, merging, photos, reading
from rahba.review import routes as review
from rahba.settings import Settings
from rahba.setup import routes as setup
from rahba.sync import (
    day_code_routes,
    form_file_routes,
    newcomer_routes,
    rescue_routes,
    settling_routes,
)
from rahba.sync import media_routes as media
from rahba.sync import routes as sync
from rahba.sync.rerun import rerun_unsupported
from rahba.web.answers import CompressAnswers, SecureAnswers
from rahba.web.bodies import CapBodies
from rahba.web.problems import AnswerProblems, answer_problems
from rahba.web.static import StaticFiles
from rahba.web.watch import NoteRoute, WatchRequests

API = "/api/v1"
PROBLEM = {
    "description": "A problem (RFC 9457) with a stable `code`",
    "content": {
        "application/problem+json": {
            "example": {
                "type": "about:blank",
                "title": "Sign in first",
                "status": 401,
                "code": "not_signed_in",
                "detail": "Sign in first",
            }
        }
    },
}
ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    metrics.router,
    setup.router,
    access.router,
    team_routes.router,
    unlock_routes.router,
    catalog.router,
    calendar.router,
    zones.router,
    places.router,
    cards.router,
    notice.router,
    forms.router,
    form_figures.router,
    sync.router,
    media.router,
    form_file_routes.router,
    rescue_routes.router,
    day_code_routes.router,
    newcomer_routes.router,
    reading.router,
    photos.router,
    review.router,
    settling_routes.router,
    decide.router,
    merging.router,
    registry.router,
    insight.router,
    intake.router,
    requests.router,
    feed.router,
    approved_photos.router,
    export.router,
    answers.router,
)


def create_app(
    settings: Settings, database: Database | None = None, world: World | None = None
) -> FastAPI:
    """The ASGI application. The schema must be at the newest migration before it starts; starting
    takes the data directory (SQLite) and opens the epoch."""
    app = FastAPI(
        title="Rahba",
        version=version("rahba"),
        openapi_url=f"{API}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
    )
    app.state.settings = settings
    app.state.database = database or Database(settings.database_url)
    app.state.world = world or World()
    app.state.meters = Meters()
    answer_problems(app)
    app.router.routes.extend(api().routes)
    _serve_pages(app, StaticFiles(settings.static_dir))
    # The last one added is the outermost.
    app.add_middleware(NoteRoute)
    smaller = {f"{API}{media.router.prefix}/": MAX_MEDIUM_BYTES}
    app.add_middleware(CapBodies, max_bytes=settings.max_body, smaller=smaller)
    app.add_middleware(AnswerProblems)
    app.add_middleware(CompressAnswers)
    app.add_middleware(SecureAnswers)
    app.add_middleware(WatchRequests, meters=app.state.meters)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    state = app.state
    with ExitStack() as held:
        held.callback(state.database.dispose)
        if state.database.is_sqlite:
            held.enter_context(opening.only_process(state.settings.data_dir))
        state.database.when_replaced = partial(opening.distrust, state.settings.data_dir)
        opening.open_epoch(state.database, state.settings.data_dir, state.world)
        replay_ledger(state.database, state.settings.data_dir, state.world)
        rerun_unsupported(state.database, state.world)
        if state.settings.backup_dir is not None:
            folder = state.settings.backup_dir
            held.enter_context(nightly(state.database, folder, state.world.now))
        kind = "sqlite" if state.database.is_sqlite else "postgresql"
        event("started", version=version("rahba"), database=kind)
        held.callback(event, "stopped")
        yield


@cache
def api() -> APIRouter:
    """Every route, made once however many servers a process puts together."""
    whole = APIRouter(
        prefix=API, generate_unique_id_function=_operation_id, responses={"default": PROBLEM}
    )
    for router in ROUTERS:
        whole.include_router(router)
    return whole


def _operation_id(route: APIRoute) -> str:
    return route.name


def _serve_pages(app: FastAPI, files: StaticFiles) -> None:
    """Pages answer where no route does, and only then: a route's 405 stays one."""

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            raise HTTPException(404, "There is nothing here")
        await files.respond(Request(scope))(scope, receive, send)

    app.router.default = page
