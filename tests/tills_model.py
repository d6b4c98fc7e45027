"""Where each order must be, in plain Python, beside what the server says."""

from odoo import SUPERUSER_ID

FINAL = ("done", "recalled", "forwarded", "cancelled")


class Order:
    """One order: its state, who is offered it, and which device of which till has it."""

    def __init__(self, record, sender, receivers):
        self.record, self.sender, self.receivers = record, sender, set(receivers)
        self.declined, self.state, self.holder, self.came_from, self.last = (
            set(),
            "sent",
            None,
            None,
            None,
        )

    def put(self, state, holder=None):
        self.state, self.holder = state, holder

    def is_offered_to(self, till):
        if till == self.sender:
            return self.state in ("sent", "returned")
        return self.state == "sent" and till in self.receivers - self.declined


class Tills:
    """The tills and the orders, what managers and money do to them, and what must be true."""

    def __init__(self, case):
        self.case, self.orders, self.sends, self.last_answer = case, [], {}, None
        self.tills = case.tills
        self.senders = [till for till, config in enumerate(self.tills) if config.is_sync_sender]
        self.takers = [till for till, config in enumerate(self.tills) if config.is_sync_receiver]

    def _call(self, till, method, *args):
        self.last_answer = self.case.call(self.tills[till], method, *args)
        return self.last_answer

    def _token(self, till, device):
        return self.case.devices[self.tills[till].id][device]

    def pick(self, number):
        """The index of an order. Late ones are picked more often: the old ones have ended."""
        return len(self.orders) - 1 - number % min(len(self.orders), 6)

    def party(self, index, number, till, device):
        """Who does something with an order: mostly who has it, sometimes who has not."""
        holder = self.orders[index].holder
        return (holder[0], holder[1] or 0) if holder and number % 3 else (till, device)

    def _configs(self, tills):
        return self.case.env["pos.config"].browse(self.tills[till].id for till in sorted(tills))

    def _undo_claim(self, order):
        goes_back = order.came_from == "returned" or order.receivers <= order.declined
        order.put("returned" if goes_back else "sent")

    # -- Money, managers, sessions -----------------------------------------------------------

    def pay(self, index, till, at_holder):
        """The sale of a cart that carries the order, wherever it is by now."""
        order = self.orders[index]
        till = order.holder[0] if at_holder and order.holder else till
        sale = self.case.pay(order.record, self.tills[till], lines=[self.case.wire_line()])
        assert sale.state == "paid", sale.state
        if order.state not in FINAL:
            assert sale.sync_order_id == order.record, order.state
            order.put("done", (till, None))
        else:
            assert not sale.sync_order_id, order.state

    def manage(self, index, action):
        order = self.orders[index]
        record = order.record.with_user(self.case.manager)
        if action == "cancel" and order.state not in FINAL:
            record._manager_cancel("x")
            order.put("cancelled")
        elif action == "release" and order.state in ("claimed", "delivered"):
            record._manager_release("x")
            self._undo_claim(order) if order.state == "claimed" else order.put("returned")
        elif action == "expire" and order.state == "sent":
            order.record.expires_at = "2024-01-01 10:00:00"
            self.case.env.flush_all()
            self.case.env["pos.sync.order"].with_user(SUPERUSER_ID)._cron_expire()
            order.put("returned")

    def close_session(self, till):
        """What the closed session holds unpaid goes back; the next one starts with nothing."""
        self.case.close_session(self.tills[till])
        self.case._open_session(self.tills[till])
        for order in self.orders:
            if order.state in ("claimed", "delivered") and order.holder[0] == till:
                order.put("returned")

    # -- What must be true -------------------------------------------------------------------

    def read(self):  # pylint: disable=method-required-super
        """{id: (state, holder, number of paid sales)} as the database has it."""
        self.case.env.flush_all()
        self.case.env.cr.execute(
            """
            SELECT id, state, holder_config_id, (
                       SELECT COUNT(*) FROM pos_order AS sale
                        WHERE sale.sync_order_id = pos_sync_order.id
                          AND sale.state IN ('paid', 'done', 'invoiced'))
              FROM pos_sync_order
            """
        )
        return {row[0]: row[1:] for row in self.case.env.cr.fetchall()}

    def check(self):
        """Each order is where the model has it, in one place, and was paid once or not at all."""
        rows = self.read()
        assert set(rows) == {order.record.id for order in self.orders}
        for order in self.orders:
            state, holder, sales = rows[order.record.id]
            assert state == order.state, (order.record.id, state, order.state)
            if state in ("claimed", "delivered"):
                assert holder == self.tills[order.holder[0]].id, (order.record.id, state)
            if state in ("sent", "returned"):
                assert not holder, (order.record.id, state, holder)
            assert sales == (state == "done"), (order.record.id, state, sales)

    def check_lists(self):
        """Each till sees what it may take and what it sent, and nothing else."""
        for till in self.takers:
            expected = {
                order.record.id
                for order in self.orders
                if (order.state == "sent" and till in order.receivers - order.declined)
                or (order.state == "claimed" and order.holder[0] == till != order.sender)
            }
            assert self._list(till, "get_inbox_for_ui") == expected, till
        for till in self.senders:
            expected = {
                o.record.id for o in self.orders if o.sender == till and o.state not in FINAL
            }
            assert self._list(till, "get_sent_for_ui") == expected, till

    def _list(self, till, method):
        return {row["id"] for row in self._call(till, method)["orders"]}
