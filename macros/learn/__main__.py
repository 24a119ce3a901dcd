"""`python -m macros.learn`: a lesson as JSON comes in, the model as JSON goes out."""

from __future__ import annotations

import json
import sys

from macros.learn import Lesson
from macros.learn.train import train

lesson = Lesson(**json.loads(sys.stdin.buffer.read()))
sys.stdout.buffer.write(train(lesson).encode("utf-8"))
