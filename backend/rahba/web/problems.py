"""Failures as `application/problem+json` (SPEC AC6), whoever noticed them."""

import json
import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rahba.errors import Problem, TooLarge, Unprocessable

log = logging.getLogger("rahba")

MEDIA_TYPE = "application/problem+json"
CODES = {400: "malformed", 401: "not_signed_in", 403: "forbidden", 404: "not_found"}


def problem_response(problem: Problem) -> Response:
    """`Retry-After` (seconds) goes out as a header when the problem names it."""
    retry_after = getattr(problem, "retry_after", None)
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    if problem.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return _response(problem.status, problem.body(), headers)


def _response(status: int, body: dict[str, Any], headers: dict[str, str]) -> Response:
    return Response(json.dumps(body), status, headers, MEDIA_TYPE)


def answer_problems(app: FastAPI) -> None:
    """Give every exception that a route can raise its shape."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)


def _on_problem(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return problem_response(error)


def _on_validation(_request: Request, error: Exception) -> Response:
    """Names the fields and what is wrong with each; never repeats what was sent."""
    assert isinstance(error, RequestValidationError)
    if any(found["type"] == "too_long" for found in error.errors()):
        return problem_response(TooLarge("a list is longer than the server takes"))
    errors = [
        {"path": _path(found["loc"]), "code": found["type"], "message": found["msg"]}
        for found in error.errors()
    ]
    return problem_response(Unprocessable(errors=errors))


def _path(location: Sequence[str | int]) -> str:
    return "/".join(str(part) for part in location)


def _on_http(_request: Request, error: Exception) -> Response:
    """What the router itself refuses: an unknown path, a method that is not there."""
    assert isinstance(error, HTTPException)
    title = HTTPStatus(error.status_code).phrase
    code = CODES.get(error.status_code, title.lower().replace(" ", "_"))
    body = {
        "type": "about:blank",
        "title": title,
        "status": error.status_code,
        "code": code,
        "detail": str(error.detail),
    }
    return _response(error.status_code, body, dict(error.headers or {}))


class AnswerProblems:
    """Answers what is raised outside the routes; a crash goes to the log, not to the caller."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watch)
        except Problem as problem:
            await problem_response(problem)(scope, receive, send)
        except Exception:
            # The template: the path itself may name a person.
            log.exception("%s failed", scope.get("state", {}).get("route", "a request"))
            if started:
                raise  # the client must see a broken answer, not one that looks whole
            await problem_response(Problem())(scope, receive, send)
