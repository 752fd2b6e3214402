"""A rate that is looked at every day: an interval that holds at all looks together."""

from math import inf, lgamma, log

from toonbank.stats.rate import Interval, check


def watched(hits: int, tries: int, level: float = 0.95, al: float = 0.5, be: float = 0.5) -> Interval:
    """Beta-binomial mixture confidence sequence: P(the true rate is ever outside, at any look) <= 1 − level.

    All p with B(al+x, be+n−x) / B(al, be) < p^x (1−p)^(n−x) / (1 − level): a mixture martingale stays below
    1 / (1 − level) for ever with that probability (Ville). Beta(al, be) only tunes where it is narrowest.
    Nothing tried gives None. ValueError unless 0 <= hits <= tries and 0 < level < 1.
    Robbins (1970), Ann. Math. Statist. 41, 1397; Howard et al. (2021), Ann. Statist. 49, 1055.

    >>> i = watched(29, 78)
    >>> round(i.low, 3), round(i.high, 3)
    (0.209, 0.557)
    """
    check(hits, tries, level)
    if not tries:
        return Interval(None, None, None, level=level, method="watched")
    p = hits / tries
    bound = _log_beta(al + hits, be + tries - hits) - _log_beta(al, be) + log(1 - level)
    low = 0.0 if hits == 0 else _edge(hits, tries, bound, outside=0.0, inside=p)
    high = 1.0 if hits == tries else _edge(hits, tries, bound, outside=1.0, inside=p)
    return Interval(p, low, high, hits, tries, level, "watched")


def _edge(hits: int, tries: int, bound: float, outside: float, inside: float) -> float:
    for _ in range(60):
        middle = (outside + inside) / 2
        if _log_likelihood(hits, tries, middle) > bound:
            inside = middle
        else:
            outside = middle
    return outside


def _log_likelihood(hits: int, tries: int, p: float) -> float:
    misses = tries - hits
    if (hits and p <= 0) or (misses and p >= 1):
        return -inf
    return (hits * log(p) if hits else 0.0) + (misses * log(1 - p) if misses else 0.0)


def _log_beta(al: float, be: float) -> float:
    return lgamma(al) + lgamma(be) - lgamma(al + be)
