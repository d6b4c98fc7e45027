import logging
import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from odoo.tests import tagged

from .common import PosSyncCommon
from .junk import FIXED
from .tills_calls import World

_logger = logging.getLogger(__name__)

# Raised from outside, a failure is also made short, which takes its time.
RAISED = os.environ.get("POS_SYNC_MACHINE")
EXAMPLES = int(RAISED or "25")
PHASES = tuple(Phase) if RAISED else (Phase.generate,)
STEPS = 40
TILLS, DEVICES, PICK = st.integers(0, 4), st.integers(0, 1), st.integers(0, 10**6)


class TillsMachine(RuleBasedStateMachine):
    """Five tills do what comes to their cashiers' minds; a model knows where each order is."""

    case = None  # The test case, with the database.

    def __init__(self):
        super().__init__()
        self.savepoint = self.case.env.cr.savepoint()
        self.savepoint.__enter__()
        self.world = World(self.case)
        self.history = []

    def teardown(self):
        self.world.check_lists()
        self.savepoint.rollback()
        self.case.env.invalidate_all()

    def _do(self, name, *args):
        self.case.steps += 1
        self.history.append((name, args))
        return getattr(self.world, name)(*args)

    # -- What cashiers and managers do -------------------------------------------------------

    @rule(till=TILLS, receivers=st.sets(TILLS, min_size=1), copies=st.booleans())
    def send(self, till, receivers, copies):
        self._do("send", till, receivers, copies, len(self.history))

    @precondition(lambda self: self.world.orders)
    @rule(
        name=st.sampled_from(
            [
                "claim",
                "claim",
                "confirm",
                "confirm",
                "release",
                "give_back",
                "decline",
                "recall",
                "check_carts",
            ]
        ),
        pick=PICK,
        till=TILLS,
        device=DEVICES,
    )
    def call(self, name, pick, till, device):
        index = self.world.pick(pick)
        if name not in ("claim", "recall", "decline"):
            till, device = self.world.party(index, pick, till, device)
        self._do(name, index, till, device)

    @precondition(lambda self: self.world.orders)
    @rule(pick=PICK)
    def go_all_the_way(self, pick):
        """A random walk seldom gets far: bring one order into the cart of a receiver."""
        self._do("deliver", self.world.pick(pick))

    @precondition(lambda self: self.world.orders)
    @rule(pick=PICK, receivers=st.sets(TILLS, min_size=1))
    def pass_on(self, pick, receivers):
        self._do("pass_on", self.world.pick(pick), receivers)

    @precondition(lambda self: self.world.orders)
    @rule(pick=PICK, till=TILLS, receivers=st.sets(TILLS, min_size=1))
    def resend(self, pick, till, receivers):
        self._do("resend", self.world.pick(pick), till, receivers)

    @precondition(lambda self: self.world.orders)
    @rule(pick=PICK, till=TILLS, at_holder=st.booleans())
    def pay(self, pick, till, at_holder):
        self._do("pay", self.world.pick(pick), till, at_holder)

    @precondition(lambda self: self.world.orders)
    @rule(pick=PICK, action=st.sampled_from(["cancel", "release", "expire"]))
    def manage(self, pick, action):
        self._do("manage", self.world.pick(pick), action)

    @rule(till=TILLS)
    def close_session(self, till):
        self._do("close_session", till)

    # -- What networks do ----------------------------------------------------------------------

    @precondition(lambda self: self.history)
    @rule(pick=PICK)
    def old_call_arrives_again(self, pick):
        """A call of any time before is told once more: by now it may mean nothing."""
        name, args = self.history[pick % len(self.history)]
        self._do(name, *args)

    @precondition(lambda self: self.history)
    @rule()
    def answer_is_lost_and_call_repeated(self):
        """The last call is told again at once: the same answer, and nothing has moved."""
        name, args = self.history[-1]
        if name in World.REPEATABLE:
            first, before = self.world.last_answer, self.world.read()
            answer = self._do(name, *args)
            assert answer == first, (name, args, first, answer)
            assert self.world.read() == before, (name, args)

    @invariant()
    def each_order_is_in_one_place(self):
        self.world.check()


@tagged("post_install", "-at_install")
class TestMachine(PosSyncCommon):
    """An order is in exactly one place at any time, whatever is done, repeated or lost."""

    @classmethod
    def setUpClass(cls, chart_template_ref=None):
        super().setUpClass(chart_template_ref=chart_template_ref)
        both = {"is_sync_sender": True, "is_sync_receiver": True}
        cls.tills = [cls.sender, cls.receiver, cls.second]
        cls.tills += [cls._open_till("Bar", **both), cls._open_till("Terrace", **both)]
        cls.devices = {
            till.id: (cls.tokens[till.id], f"device-two-{till.id}") for till in cls.tills
        }

    def test_random_walks_keep_each_order_in_one_place(self):
        self.steps = self.calls = 0
        machine = type("Machine", (TillsMachine,), {"case": self})
        # One run takes as long as its steps do; nothing in it is slow by accident.
        limits = settings(
            FIXED,
            max_examples=EXAMPLES,
            phases=PHASES,
            stateful_step_count=STEPS,
            suppress_health_check=list(HealthCheck),
        )
        run_state_machine_as_test(machine, settings=limits)
        _logger.info("pos_sync: %s steps, %s calls", self.steps, self.calls)
        self.assertGreater(self.calls, 10 * EXAMPLES)

    def call(self, *args):
        self.calls += 1
        return super().call(*args)
