"""`python -m macros.learn`: lessons as JSON come in, a line each, and for each the model as JSON goes out, a line as well."""

from __future__ import annotations

import gc
import json
import sys

from macros.learn import Lesson
from macros.learn.train import train

gc.disable()  # nothing of a lesson refers back to itself; to look for it in a million small objects takes a tenth of the time
for asked in sys.stdin.buffer:
    sys.stdout.buffer.write(train(Lesson(**json.loads(asked))).encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()
