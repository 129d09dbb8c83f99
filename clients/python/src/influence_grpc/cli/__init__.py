"""The command line: python3 -m influence_grpc."""

from influence_grpc.cli.main import main as main
from influence_grpc.cli.main import run as run
