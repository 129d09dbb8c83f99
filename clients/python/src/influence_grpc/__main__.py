"""python3 -m influence_grpc"""

import sys

from influence_grpc import _stubs

try:
    _stubs.require()
except ImportError as missing:
    sys.exit(str(missing))

from influence_grpc.cli import run

run()
