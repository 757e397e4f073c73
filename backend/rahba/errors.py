"""Every failure that a caller can see: one class each, one stable code, one shape (RFC 9457).

Problem
├── NotSignedIn 401      not_signed_in, phone_revoked
├── BadCredentials 401   bad_credentials, code_refused
├── Forbidden 403        forbidden, setup_code_wrong, insecure_address, not_linked
├── NotFound 404         not_found
├── Conflict 409         conflict, decided_meanwhile, still_refused, settled,
│                        day_past, day_held, day_taken, day_changed,
│                        day_locked, nothing_to_undo, not_animator, role_held, last_coach,
│                        no_desk_role, login_needed, login_taken,
│                        setup_incomplete, already_set_up
├── Gone 410             cursor_gone, snapshot_gone, invitation_expired, invitation_spent
├── TooLarge 413         too_large, too_deep
├── Unprocessable 422    malformed, invalid, cannot_ask_again,
│                        cannot_set_unknown, medium_refused, store_key_unreadable,
│                        rescue_forged, rescue_unreadable
├── TooManyRequests 429  too_many_attempts
└── Busy 503             busy
The codes are API: they never change their meaning; `docs/SPEC.md` lists them.
"""

from typing import Any


class Problem(Exception):
    """Raised anywhere below a route; `app.py` turns it into `application/problem+json`."""

    status = 500
    code = "internal"
    title = "Something went wrong on the server"

    def __init__(self, detail: str = "", *, code: str | None = None, **extra: Any) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        if code is not None:
            self.code = code
        self.extra = extra

    def body(self) -> dict[str, Any]:
        return {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            **self.extra,
        }


class NotSignedIn(Problem):
    status, code, title = 401, "not_signed_in", "Sign in first"


class BadCredentials(Problem):
    status, code, title = 401, "bad_credentials", "The name or the password is wrong"


class Forbidden(Problem):
    status, code, title = 403, "forbidden", "Your role does not allow this"


class NotFound(Problem):
    status, code, title = 404, "not_found", "There is nothing here under that name"


class Conflict(Problem):
    status, code, title = 409, "conflict", "Something else happened meanwhile"


class Gone(Problem):
    status, code, title = 410, "gone", "This is no longer valid"


class TooLarge(Problem):
    status, code, title = 413, "too_large", "The request is larger than the server takes"


class Unprocessable(Problem):
    status, code, title = 422, "malformed", "The request is not in the expected shape"


class TooManyRequests(Problem):
    """`retry_after` in seconds goes out as a header."""

    status, code, title = 429, "too_many_attempts", "Too many attempts, wait before the next"

    def __init__(self, detail: str = "", *, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class Busy(Problem):
    """`retry_after` in seconds goes out as a header; nothing was written."""

    status, code, title = 503, "busy", "The server is busy, nothing was written"

    def __init__(self, detail: str = "", *, retry_after: int = 1) -> None:
        super().__init__(detail)
        self.retry_after = retry_after
