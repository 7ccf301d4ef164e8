"""Programs in the rivals' environment, which `make test` and `make bench` make: JSON in, JSON out."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PYTHON = HERE.parents[1] / ".venv/rivals/bin/python"


def ask(program: str, question: object) -> Any:
    """Run a program of this folder on a question, and wait for its answer."""
    assert os.access(PYTHON, os.X_OK), "d20 and icepool have an environment of their own, which `make test` makes"
    command = [str(PYTHON), str(HERE / program)]
    answered = subprocess.run(command, input=json.dumps(question), capture_output=True, text=True, check=True)
    return json.loads(answered.stdout)
