"""Print the OpenAPI document of the server, without a database and without starting it."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from rahba.app import create_app
from rahba.settings import Settings

if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        unused = Settings(Path(folder), f"sqlite:///{folder}/unused.sqlite3", secret=b"")
        print(json.dumps(create_app(unused).openapi(), ensure_ascii=False, indent=1))
