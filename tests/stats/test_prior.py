import csv
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import dblquad
from scipy.stats import beta, betabinom

from toonbank.stats.prior import SPREAD, USUAL, Posterior, Prior, learn, learn_each, log_marginal
from toonbank.stats.rate import Rate

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
RATES = st.lists(
    st.integers(0, 80).flatmap(lambda n: st.builds(Rate, st.integers(0, n), st.just(n))), max_size=12
)


def test_the_marginal_is_the_beta_binomial() -> None:
    rates = [Rate(3, 10), Rate(0, 4), Rate(7, 7)]
    for rate in rates:
        constant = betabinom.logpmf(rate.hits, rate.tries, 1, 1) - log_marginal(rate, 1.0, 1.0)
        for al, be in ((2.0, 6.0), (0.4, 3.0), (90.0, 200.0)):
            expected = betabinom.logpmf(rate.hits, rate.tries, al, be) - constant
            assert log_marginal(rate, al, be) == pytest.approx(expected)


def test_its_top_is_the_published_fit_of_thirty_agents_and_eighteen_batters() -> None:
    if not DATA.exists():
        pytest.skip("shared data absent")
    agents = json.loads((DATA / "expected" / "crm_pipeline.json").read_text())["by_agent_eb"]
    batters = json.loads((DATA / "expected" / "efron_morris_1975.json").read_text())["beta_binomial_ml"]
    with (DATA / "efron_morris_1975" / "EfronMorris.csv").open() as lines:
        hits = [Rate(int(row["r"]), 45) for row in csv.DictReader(lines)]
    for fit, rates in ((agents, [Rate(r["bought"], r["offers"]) for r in agents["rows"]]), (batters, hits)):
        steps = np.exp(np.linspace(-0.2, 0.2, 41))
        al, be = np.meshgrid(fit["alpha"] * steps, fit["beta"] * steps, indexing="ij")
        found = np.sum([log_marginal(rate, al, be) for rate in rates], axis=0)
        assert np.unravel_index(found.argmax(), found.shape) == (20, 20)


def test_the_shrunk_agents_are_those_of_the_published_prior() -> None:
    if not DATA.exists():
        pytest.skip("shared data absent")
    fit = json.loads((DATA / "expected" / "crm_pipeline.json").read_text())["by_agent_eb"]
    for row in fit["rows"]:
        after = Prior(fit["alpha"], fit["beta"]).after(Rate(row["bought"], row["offers"]))
        assert after.mean == pytest.approx(row["eb_mean"], abs=1e-9)
        assert after.interval() == pytest.approx(row["eb95"], abs=1e-9)


def test_mean_and_variance_of_the_next_rate_agree_with_adaptive_integration() -> None:
    rates = [Rate(6, 20), Rate(2, 9), Rate(11, 30)]

    def integral(part: int) -> float:
        def inner(v: float, u: float) -> float:
            x, y = np.exp(u), np.exp(v)
            pull = ((u - np.log(USUAL[0])) ** 2 + (v - np.log(USUAL[1])) ** 2) / (2 * SPREAD**2)
            mean = x / (x + y)
            weight = (1.0, mean, mean * (1 - mean) / (x + y + 1) + mean**2)[part]
            return float(weight * np.exp(sum(log_marginal(rate, x, y) for rate in rates) - pull + 36))

        return float(dblquad(inner, -2, 4, -1, 5, epsabs=0, epsrel=1e-4)[0])

    whole, first, second = integral(0), integral(1), integral(2)
    prior = learn(rates)
    assert prior.mean == pytest.approx(first / whole, rel=1e-4)
    variance = beta(prior.al, prior.be).var()
    assert variance == pytest.approx(second / whole - (first / whole) ** 2, rel=1e-3)


@settings(max_examples=40, deadline=None)
@given(RATES)
def test_a_prior_is_always_proper_and_counts_only_what_was_tried(rates: list[Rate]) -> None:
    prior = learn(rates)
    assert prior.al > 0
    assert prior.be > 0
    assert prior == learn([*rates, Rate(0, 0)])
    assert prior.rates == sum(rate.tries > 0 for rate in rates)


def test_alike_rates_make_a_heavier_prior_than_rates_that_differ() -> None:
    alike, apart = learn([Rate(10, 40)] * 12), learn([Rate(2, 40), Rate(18, 40)] * 6)
    assert alike.al + alike.be > 2 * (apart.al + apart.be)
    assert alike.mean == pytest.approx(apart.mean, abs=0.03)


def test_each_prior_is_learnt_from_the_others() -> None:
    rates = [Rate(29, 78), Rate(12, 80), Rate(0, 0), Rate(18, 40)]
    for own, prior in enumerate(learn_each(rates)):
        alone = learn(rates[:own] + rates[own + 1 :])
        assert (prior.al, prior.be) == pytest.approx((alone.al, alone.be), rel=2e-3)
        assert prior.rates == alone.rates


def test_a_posterior_knows_its_interval() -> None:
    assert Posterior(5, 11).interval(0.9) == pytest.approx(beta.interval(0.9, 5, 11))
