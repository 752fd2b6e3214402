from pathlib import Path

import pytest
from hypothesis import settings

# The first example may load SciPy, which takes longer than any deadline worth having.
settings.register_profile("statistics", deadline=None)
settings.load_profile("statistics")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.one_database)
