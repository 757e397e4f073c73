"""What the server says while it runs, for people or as JSON lines, and never about anybody (OB3).

A line has fields from closed lists: routes as templates, callers by their sort. An exception is
told by its type and the lines of code that it came through; what it says itself may quote a row.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any, Literal, TextIO

LogFormat = Literal["text", "json"]
EVENTS = logging.getLogger("rahba.event")


def event(name: str, **fields: Any) -> None:
    """Something that an operator looks for: `started`, `stopped`, `backup`, `restored`, `epoch`."""
    say(EVENTS, name, fields)


def say(log: logging.Logger, name: str, fields: dict[str, Any]) -> None:
    log.info(name, extra={"fields": fields})


class JsonLines(logging.Formatter):
    """One object a line: `at`, `level`, `log`, `says`, and the record's own fields."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": _moment(record),
            "level": record.levelname.lower(),
            "log": record.name,
            "says": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1]:
            line["raised"] = told(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


class TextLines(logging.Formatter):
    """The same for eyes."""

    def format(self, record: logging.LogRecord) -> str:
        fields = getattr(record, "fields", {})
        words = [_moment(record), record.name, record.getMessage()]
        words += [f"{name}={value}" for name, value in fields.items() if value is not None]
        raised = told(record.exc_info[1]) if record.exc_info and record.exc_info[1] else []
        return "\n  ".join([" ".join(words), *raised])


def _moment(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


FORMATTERS: dict[LogFormat, type[logging.Formatter]] = {"text": TextLines, "json": JsonLines}


class _StandardError(logging.StreamHandler[TextIO]):
    """Whatever is the standard error when a line comes: who runs a command may have turned it."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


def configure(chosen: LogFormat) -> None:
    """Everything at INFO goes to the standard error, in one format."""
    handler = _StandardError()
    handler.setFormatter(FORMATTERS[chosen]())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def told(error: BaseException) -> list[str]:
    """The types of an exception and of what caused it, each with the lines of code it crossed."""
    lines: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        lines.append(type(cause).__qualname__)
        lines += [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
    return lines
