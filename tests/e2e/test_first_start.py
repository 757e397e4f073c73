"""From a wheel to an open souk, on a machine that has Python and nothing else of ours (SPEC SU)."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Playwright, expect

from tests.e2e.browser import DESK
from tests.e2e.server import free_port
from tests.e2e.tour import open_page
from tests.e2e.tour_set_up import CODE, LOGIN, PASSWORD, code_on, tour_set_up
from tests.setup.souk import SOUK

REPOSITORY = Path(__file__).parents[2]
START_SECONDS = 60


@dataclass
class Machine:
    """A home folder and a PATH on which there is `rahba`, but neither Node nor make."""

    bin: Path
    home: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def environ(self) -> dict[str, str]:
        return {"PATH": str(self.bin), "HOME": str(self.home), "PYTHONWARNINGS": "error"}

    @property
    def log(self) -> Path:
        return self.home / "rahba.log"

    def up(self, *options: str) -> None:
        """`rahba up`, until it answers."""
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [self.bin / "rahba", "up", f"--port={self.port}", *options],
                env=self.environ, cwd=self.home, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()
            try:
                if httpx.get(f"{self.url}/api/v1/health").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError(f"it did not start:\n{self.log.read_text()}")

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=20)
            self.process = None

    def open_souk(self) -> None:
        answer = httpx.post(
            f"{self.url}/api/v1/setup", json=SOUK | {"code": self.code()}, timeout=30
        )
        assert answer.status_code == 201, answer.text

    def python(self, code: str) -> str:
        return subprocess.check_output(
            [self.bin / "python", "-c", code], env=self.environ, cwd=self.home, text=True
        )

    @property
    def database(self) -> Path:
        return self.home / ".local/share/rahba/rahba.sqlite3"

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.bin / "rahba", *words],
            env=self.environ, cwd=self.home, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def code(self) -> str:
        """What the console shows."""
        return code_on(self.log)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of a venv that holds the wheel as it would be sent to somebody."""
    folder = tmp_path_factory.mktemp("wheel")
    build = "wheel --quiet --no-deps --no-build-isolation --wheel-dir"
    subprocess.run([sys.executable, "-m", "pip", *build.split(), folder, REPOSITORY], check=True)
    [wheel] = folder.glob("rahba-*.whl")
    home = folder / "venv"
    venv.create(home, with_pip=True)
    # What the wheel depends on is taken from where the tests run, so that no network is needed.
    # Packages of a path in a .pth are found; our own editable install there is not.
    [site] = home.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    install = "install --quiet --no-deps --no-index"
    subprocess.run([home / "bin" / "pip", *install.split(), wheel], check=True)
    for program in ("node", "npm", "make"):
        assert shutil.which(program, path=str(home / "bin")) is None
    return home / "bin"


@pytest.fixture
def machine(installed: Path, tmp_path: Path) -> Iterator[Machine]:
    made = Machine(installed, tmp_path, free_port())
    yield made
    made.stop()


def test_SU1_the_wheel_alone_starts_and_a_souk_is_opened_by_the_code(machine: Machine) -> None:
    machine.up()
    assert str(machine.home / ".local/share/rahba") in machine.log.read_text()
    assert str(machine.bin.parent) in machine.python("import rahba; print(rahba.__file__)")
    with httpx.Client(base_url=machine.url, headers={"X-Rahba": "1"}, timeout=30) as api:
        assert "/assets/desk-" in api.get("/desk").text
        assert api.get("/api/v1/setup").json()["open"] is True
        opened = api.post("/api/v1/setup", json=SOUK | {"code": machine.code()})
        assert opened.status_code == 201, opened.text
        me = {"login": SOUK["coach"]["login"], "password": SOUK["coach"]["password"]}
        assert api.post("/api/v1/desk/login", json=me).status_code == 200


def test_BK4_the_souk_is_copied_while_it_runs_moved_and_served_elsewhere(machine: Machine) -> None:
    machine.up()
    machine.open_souk()
    made = machine.run("backup", f"--data-dir={machine.home / '.local/share/rahba'}")
    assert made.returncode == 0, made.stderr
    copy = Path(made.stdout.strip().rsplit(" ", 1)[1])
    over = machine.run("restore", str(copy))
    assert (over.returncode, "in use by another" in over.stderr) == (1, True)
    machine.stop()
    elsewhere = machine.home / "another disk"
    restored = machine.run("restore", str(copy), f"--data-dir={elsewhere}")
    assert restored.returncode == 0, restored.stderr
    machine.port = free_port()
    machine.up(f"--data-dir={elsewhere}")
    assert "code" not in machine.log.read_text()
    health = httpx.get(f"{machine.url}/api/v1/health").json()
    assert health["market"]["code"] == "guisser"


def test_BK3_another_release_copies_upgrades_and_serves(machine: Machine) -> None:
    machine.up()
    machine.open_souk()
    machine.stop()
    step_back(machine)
    machine.up()
    log = machine.log.read_text()
    [copy] = machine.database.parent.glob("backups/rahba-upgrade-*.sqlite3")
    assert f"copied before the upgrade: {copy}" in log
    assert httpx.get(f"{machine.url}/api/v1/health").json()["market"]["code"] == "guisser"


def test_BK3_an_upgrade_that_fails_says_so_and_leaves_the_souk_to_the_release_before(
    machine: Machine,
) -> None:
    machine.up()
    machine.open_souk()
    machine.stop()
    shipped = Path(machine.python("import rahba; print(rahba.__path__[0])").strip())
    head = machine.python(HEAD).strip()
    broken = shipped / "migrations" / "versions" / "2099-01-01-0000_break.py"
    broken.write_text(BREAKS.format(head=head))
    try:
        failed = machine.run("up", f"--port={machine.port}")
    finally:
        broken.unlink()
    assert failed.returncode == 1
    assert "the upgrade failed and the database is as it was before: the disk said no" in (
        failed.stderr
    )
    assert list(machine.database.parent.glob("backups/rahba-upgrade-*.sqlite3"))
    machine.up()
    assert httpx.get(f"{machine.url}/api/v1/health").json()["market"]["code"] == "guisser"


def step_back(machine: Machine) -> None:
    """The database as the release before left it."""
    url = f"sqlite:///{machine.database}"
    machine.python(
        "from alembic import command\n"
        "from rahba.db import alembic_config\n"
        f"command.downgrade(alembic_config({url!r}), '-1')"
    )


HEAD = (
    "from alembic.script import ScriptDirectory\n"
    "from rahba.db import alembic_config\n"
    "print(ScriptDirectory.from_config(alembic_config('sqlite://')).get_current_head())"
)
BREAKS = """from alembic import op
revision, branch_labels, depends_on = '209901010000', None, None
down_revision = '{head}'
def upgrade():
    op.execute("UPDATE market SET code = 'half-done'")
    raise RuntimeError('the disk said no')
"""


def test_SU5_own_certificate_files_make_it_https(machine: Machine) -> None:
    cert, key = machine.home / "chain.pem", machine.home / "key.pem"
    wish = f"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout {key} -out {cert}"
    subject = ["-days", "2", "-subj", "/CN=localhost"]
    subprocess.run(["openssl", *wish.split(), *subject], check=True, capture_output=True)
    with machine.log.open("wb") as log:
        machine.process = subprocess.Popen(
            [machine.bin / "rahba", "up", f"--port={machine.port}", "--cert", cert, "--key", key],
            env=machine.environ, cwd=machine.home, stdout=log, stderr=log,
        )  # fmt: skip
    deadline = time.monotonic() + START_SECONDS
    answer = None
    while answer is None and time.monotonic() < deadline:
        try:
            answer = httpx.get(f"https://localhost:{machine.port}/api/v1/setup", verify=False)
        except httpx.TransportError:
            time.sleep(0.1)
    assert answer is not None, machine.log.read_text()
    assert answer.json()["secure"] is True
    assert f"https://localhost:{machine.port}/desk" in machine.log.read_text()


def test_SU2_a_commune_opens_its_souk_in_the_browser(
    machine: Machine, playwright: Playwright
) -> None:
    machine.up()
    with open_page(playwright, "fr", DESK) as page:
        page.goto(f"{machine.url}/desk")
        tour_set_up(page, "fr", machine.code(), lambda _: None)
        page.reload()  # the password is gone with it, what was typed is not
        page.get_by_label("Code affiché par le serveur").fill(machine.code())
        page.get_by_role("button", name="Commencer").click()
        expect(page.get_by_label("Identifiant de connexion")).to_have_value(LOGIN)
        page.get_by_label("Mot de passe choisi").fill(PASSWORD)
        page.get_by_label("Le mot de passe, encore une fois").fill(PASSWORD)
        page.get_by_role("button", name="Continuer").click()
        expect(page.get_by_text("numéro attendu")).to_be_visible()
        page.get_by_role("button", name="Ouvrir le souk").click()
        expect(page.get_by_role("link", name="Équipe et garde")).to_be_visible()
        assert page.evaluate("Object.keys(sessionStorage).length") == 0


def test_SU1_a_second_start_asks_nothing_more(machine: Machine) -> None:
    machine.up()
    machine.open_souk()
    machine.stop()
    machine.up()
    assert CODE.search(machine.log.read_text()) is None
    assert httpx.get(f"{machine.url}/api/v1/setup").json()["open"] is False
