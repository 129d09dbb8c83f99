"""python3 -m influence_grpc"""

from influence_grpc.command_line import run

run()
