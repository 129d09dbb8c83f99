"""The image is built once for all tests."""

import image
import pytest
from container import Pod


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    return image.build(tmp_path_factory.mktemp("image"))


@pytest.fixture
def pod():
    with Pod() as opened:
        yield opened
