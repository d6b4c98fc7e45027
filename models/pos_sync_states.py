"""The life of a synchronized order, as data. ``docs/state_machine.md`` is drawn from it."""

STATES = [
    ("sent", "Waiting"),
    ("claimed", "Being delivered"),
    ("delivered", "In cart"),
    ("done", "Paid"),
    ("returned", "Returned"),
    ("recalled", "Taken back"),
    ("forwarded", "Passed on"),
    ("cancelled", "Cancelled"),
]

# The only legal moves. A state that is not a key is final.
TRANSITIONS = {
    "sent": {"claimed", "returned", "cancelled"},
    "claimed": {"sent", "returned", "delivered", "recalled", "cancelled"},
    "delivered": {"done", "returned", "forwarded", "cancelled"},
    "returned": {"claimed", "sent", "cancelled"},
}

# A payment is a fact: it ends every order that has not ended yet.
PAYABLE = set(TRANSITIONS)
FINAL = {state for state, _label in STATES} - PAYABLE

# Whoever had it in a cart has it no more. What was taken back may be an ordinary cart by now.
LOST = {"sent", "returned", "cancelled", "forwarded", "done"}

NOTIFICATION = "POS_SYNC_ORDER"
