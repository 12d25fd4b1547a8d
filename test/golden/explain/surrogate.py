"""Golden surrogates: masks, predictions, and what scikit-learn, statsmodels and a closed form make of them.

Each case is NAME.masks (bits, row by row, least significant first, rows padded to whole bytes), NAME.f64 (predictions
[samples x targets]) and expected values in surrogate.json. `ridge` is scikit-learn's Ridge(alpha=1); its covariance is
sigma2 * P X'WX P with P = (X'WX + D)^-1, X with an intercept column and D = diag(0, 1, ..., 1) (Hoerl and Kennard 1970).
`wls` is statsmodels' WLS, the case alpha = 0. Also student-t.json by scipy and bh.json by statsmodels.
Run in this folder: python3 surrogate.py
"""
import json

import numpy as np
import scipy.stats
import statsmodels.api as sm
from sklearn.linear_model import Ridge
from sklearn.metrics import pairwise_distances
from statsmodels.stats.multitest import multipletests


def ridge(X, y, w, alpha):
    n, p = X.shape
    model = Ridge(alpha=alpha, fit_intercept=True).fit(X, y, sample_weight=w)
    A = np.column_stack([np.ones(n), X])
    gram = (A * w[:, None]).T @ A
    P = np.linalg.inv(gram + np.diag([0.0] + [alpha] * p))
    out = dict(weights=model.coef_.tolist(), intercept=float(model.intercept_), r2=float(model.score(X, y, sample_weight=w)))
    if n > p + 1:
        sigma2 = np.sum(w * (y - model.predict(X)) ** 2) / (n - p - 1)
        errors = np.sqrt(sigma2 * np.diag(P @ gram @ P))[1:]
        out |= dict(standardErrors=errors.tolist(),
                    pValues=(2 * scipy.stats.t.sf(np.abs(model.coef_ / errors), n - p - 1)).tolist())
    return out


def wls(X, y, w):
    fit = sm.WLS(y, sm.add_constant(X), weights=w).fit()
    return dict(weights=fit.params[1:].tolist(), intercept=float(fit.params[0]), r2=float(fit.rsquared),
                standardErrors=fit.bse[1:].tolist(), pValues=fit.pvalues[1:].tolist())


def case(name, seed, segments, samples, targets, noise):
    rng = np.random.default_rng(seed)
    X = rng.integers(0, 2, (samples, segments))
    X[0] = 1
    truth = rng.normal(size=(segments, targets)) * (rng.random((segments, targets)) < 0.2)
    y = np.tanh(0.3 * X @ truth) + 0.4 * X[:, :1] * X[:, 1:2] + noise * rng.normal(size=(samples, targets)) + 5
    distance = pairwise_distances(X, X[:1], metric="cosine").ravel()
    w = np.sqrt(np.exp(-(distance**2) / 0.25**2))
    np.packbits(X, axis=1, bitorder="little").astype(np.uint8).tofile(f"{name}.masks")
    y.astype("<f8").tofile(f"{name}.f64")
    expected = [dict(ridge=ridge(X, y[:, t], w, 1.0)) for t in range(targets)]
    if samples > segments + 1:
        for t in range(targets):
            expected[t]["wls"] = wls(X, y[:, t], w)
    return dict(name=name, segments=segments, samples=samples, targets=targets, sampleWeights=w[:8].tolist(), expected=expected)


with open("surrogate.json", "w") as out:
    json.dump([case("small", 1, 12, 200, 3, 0.05), case("window", 2, 305, 1000, 2, 0.02), case("few", 3, 40, 30, 2, 0.1)], out)

points = [(t, dof) for dof in (1, 2, 7, 40, 695, 49_694, 9_999_000) for t in (1e-6, 0.3, 1.6, 1.9, 6, 35)]
with open("student-t.json", "w") as out:
    json.dump([dict(t=t, dof=d, p=float(2 * scipy.stats.t.sf(t, d))) for t, d in points], out)

p = np.random.default_rng(9).random(200) ** 3
reject = multipletests(p, alpha=0.05, method="fdr_bh")[0]
with open("bh.json", "w") as out:
    json.dump(dict(pValues=p.tolist(), selected=reject.astype(int).tolist()), out)
print(reject.sum(), "of", len(p), "selected")
