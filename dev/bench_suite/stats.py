"""From rounds to a ratio that can be trusted as far as its spread says."""

import random
from dataclasses import asdict, dataclass, field
from statistics import median

RESAMPLES = 1000


def percentile(values, percent):
    """Return the smallest value that ``percent`` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-len(ordered) * percent // 100) - 1))]


def ratio_of_medians(pairs):
    ours, baseline = zip(*pairs, strict=True)
    return median(ours) / median(baseline)


def spread(pairs, of=ratio_of_medians):
    """Return what 95 % of the ratios lie between when the rounds are drawn again by lot."""
    lot = random.Random(0)
    ratios = sorted(of(lot.choices(pairs, k=len(pairs))) for _sample in range(RESAMPLES))
    return ratios[int(RESAMPLES * 0.025)], ratios[int(RESAMPLES * 0.975) - 1]


@dataclass
class Row:
    """One line of the table: ``ratio`` against ``limit``, lower being better unless ``is_floor``.

    ``within_noise``: the limit counts as reached when the spread touches it.
    """

    figure: str
    what: str
    baseline: str
    limit: float | None
    ours_value: float
    baseline_value: float
    ratio: float
    low: float
    high: float
    unit: str = "ms"
    rounds: int = 0
    is_floor: bool = False
    within_noise: bool = False
    is_broken: bool = False
    note: str = ""
    details: dict = field(default_factory=dict)

    @property
    def verdict(self):
        if self.is_broken:
            return "missed"
        if self.limit is None:
            return "for information"
        value = self.ratio
        if self.within_noise:
            value = self.high if self.is_floor else self.low
        reached = value >= self.limit if self.is_floor else value <= self.limit
        return "reached" if reached else "missed"

    def as_dict(self):
        return {**asdict(self), "verdict": self.verdict}


def compare(figure, what, baseline, limit, pairs, **more):
    """Return the Row of rounds that were measured side by side.

    :param pairs: ``[(ours, baseline)]``, one of each round
    """
    ours, theirs = zip(*pairs, strict=True)
    low, high = spread(pairs)
    return Row(
        figure,
        what,
        baseline,
        limit,
        median(ours),
        median(theirs),
        ratio_of_medians(pairs),
        low,
        high,
        rounds=len(pairs),
        **more,
    )
