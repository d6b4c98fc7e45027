"""Interleaved rounds, and what they say."""

from dataclasses import asdict, dataclass, field
from statistics import median, quantiles


@dataclass
class Figure:
    """``ours`` and ``baseline`` in milliseconds unless ``unit`` says otherwise."""

    name: str
    what: str
    baseline_is: str
    target: float
    ours: list
    baseline: list
    unit: str = "ms"
    notes: list = field(default_factory=list)
    also: bool = True  # what else had to hold

    @property
    def ratio(self):
        return median(self.ours) / median(self.baseline)

    @property
    def verdict(self):
        return "reached" if self.ratio <= self.target and self.also else "missed"

    def as_dict(self):
        return {**asdict(self), "ratio": round(self.ratio, 3), "verdict": self.verdict}


def percentile(values, percent):
    """Return a percentile of at least two values."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def spread(values):
    """Return the median with the middle half of the values, as text."""
    low, middle, high = quantiles(values, n=4) if len(values) > 1 else values * 3
    return f"{middle:.3g} ({low:.3g} to {high:.3g})"


def rounds(count, *functions, warm=2):
    """Call the functions in turns and return, for each, the list of what it returned."""
    results = [[] for _function in functions]
    for number in range(count + warm):
        for function, found in zip(functions, results, strict=True):
            value = function()
            if number >= warm:
                found.append(value)
    return results
