"""What a storm does, drawn from its seed: the faults with their times, each step, each call."""

import random

# What happens to a call on its way, and how often.
FATES = {
    "pass": 66,
    "delayed": 10,
    "cut before": 6,  # the server never hears of it
    "cut after": 7,  # done, and the answer reaches nobody
    "cut during": 3,  # the caller gives up while the server is at work
    "twice, first answer": 3,
    "twice, second answer": 3,
    "late copy": 2,  # answered, and seconds later it arrives once more
}
# Their late copy would be a new wish: the order may be in the same cart again by then.
NEVER_LATE = ("release_from_ui", "give_back_from_ui", "decline_from_ui", "resend_from_ui")
KILLS = {"worker killed": 5, "server killed": 2, "database killed": 3, "bus killed": 1}
FIRST_KILL, BETWEEN_KILLS = 6, (7, 14)  # seconds

GESTURES = {
    "send": 16,
    "deliver": 32,
    "pay": 16,
    "put back": 4,  # claim and release
    "decline": 3,
    "give back": 5,
    "pass on": 5,
    "take back": 7,
    "resend": 5,
    "look": 8,
    "reload": 3,
}
# A tab dies in this share of the steps, at one of the first moments of the step.
TAB_KILLS, TAB_MOMENTS = 0.12, 9


def draw(rng, weights):
    return rng.choices(list(weights), weights.values())[0]


class Plan:
    """The same seed gives the same plan; what the threads make of it in time differs."""

    def __init__(self, seed, seconds):
        self.seed, self.seconds = seed, seconds

    def rng(self, *words):
        return random.Random("/".join(map(str, (self.seed, *words))))

    def kills(self):
        """Return ``[(second, kind)]``, each kind once before any comes twice."""
        rng, result, second = self.rng("kills"), [], FIRST_KILL
        first = list(KILLS)
        rng.shuffle(first)
        while second < self.seconds - 4:
            result.append((second, first.pop() if first else draw(rng, KILLS)))
            second += rng.randint(*BETWEEN_KILLS)
        return result

    def fate(self, till, number, method):
        """Return ``(fate, seconds)`` of a till's call number ``number``."""
        rng = self.rng("fate", till, number)
        fate, seconds = draw(rng, FATES), rng.uniform(0.05, 1.5)
        if fate == "late copy" and method in NEVER_LATE:
            fate = "twice, second answer"
        return fate, seconds

    def step(self, till, number):
        """Return ``(gesture, moment, rng)`` of a step; the tab dies at ``moment``, if any."""
        rng = self.rng("step", till, number)
        gesture = draw(rng, GESTURES)
        moment = rng.randrange(TAB_MOMENTS) if rng.random() < TAB_KILLS else None
        return gesture, moment, rng
