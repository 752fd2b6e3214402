"""The few special functions this room needs, typed, and imported when first called.

SciPy costs a quarter of a second and 40 MB; a process that only serves taps at the counter never pays it.
"""

from collections.abc import Sequence
from math import inf
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Numbers = float | Sequence[float] | Array


def normal_quantile(p: float) -> float:
    """z with P(Z <= z) = p; no SciPy.

    >>> round(normal_quantile(0.975), 6)
    1.959964
    """
    return NormalDist().inv_cdf(p)


def student_quantile(p: float, df: float) -> float:
    """t with P(T_df <= t) = p; the normal quantile for infinite df.

    >>> round(student_quantile(0.975, 9), 4)
    2.2622
    """
    return normal_quantile(p) if df == inf else float(_special().stdtrit(df, p))


def normal_cdf(x: Numbers) -> Array:
    """P(Z <= x), elementwise.

    >>> float(round(normal_cdf(1.96)[()], 4))
    0.975
    """
    return np.asarray(_special().ndtr(x), dtype=np.float64)


def beta_cdf(x: Numbers, al: Numbers, be: Numbers) -> Array:
    """I_x(al, be) = P(a <= x) for a ~ Beta(al, be), elementwise; x is cut to [0, 1].

    >>> float(beta_cdf(0.5, 2, 2))
    0.5
    """
    return np.asarray(_special().betainc(al, be, np.clip(x, 0.0, 1.0)), dtype=np.float64)


def beta_quantile(p: Numbers, al: Numbers, be: Numbers) -> Array:
    """x with P(a <= x) = p for a ~ Beta(al, be), elementwise.

    >>> float(beta_quantile(0.5, 3, 3))
    0.5
    """
    return np.asarray(_special().betaincinv(al, be, p), dtype=np.float64)


def log_beta(al: Numbers, be: Numbers) -> Array:
    """ln B(al, be), elementwise.

    >>> float(round(log_beta(2, 3)[()], 4))  # B(2, 3) = 1 / 12
    -2.4849
    """
    return np.asarray(_special().betaln(al, be), dtype=np.float64)


def binomial_tail(hits: int, tries: int, p: float) -> float:
    """P(X >= hits) for X ~ Bin(tries, p).

    >>> binomial_tail(2, 2, 0.5)
    0.25
    """
    return 1.0 if hits <= 0 else float(_special().bdtrc(hits - 1, tries, p))


def expit(x: Numbers) -> Array:
    """1 / (1 + exp(-x)), elementwise, without overflow.

    >>> float(expit(0.0))
    0.5
    """
    return np.asarray(_special().expit(x), dtype=np.float64)


def _special() -> Any:
    import scipy.special

    return scipy.special
