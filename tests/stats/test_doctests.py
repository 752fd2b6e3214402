import doctest
import importlib
import pkgutil

import pytest

import toonbank.stats

MODULES = [module.name for module in pkgutil.iter_modules(toonbank.stats.__path__, "toonbank.stats.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0
