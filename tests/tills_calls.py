"""What cashiers do at the five tills: each call, and what the model expects of it."""

from uuid import uuid4

from .tills_model import Order, Tills

GONE = ("gone", "taken")


class World(Tills):
    """Each method does one thing at the server, compares the answer with the model, and moves
    the model."""

    REPEATABLE = ("claim", "confirm", "recall", "give_back", "decline", "resend", "check_carts")

    # -- Send --------------------------------------------------------------------------------

    def send(self, till, receivers, copies, number, parent=None):
        """The same number is the same send: a repeat gives the first answer."""
        if number not in self.sends:
            if not parent:
                till = self.senders[till % len(self.senders)]
            receiver_ids = self._configs(self._others(receivers, till)).ids
            vals = {
                "uuid": str(uuid4()),
                "receiver_ids": receiver_ids,
                "copies": copies,
                "note": "",
            }
            self.sends[number] = (till, {**vals, "order": self._cart(till, parent)}, None)
        till, vals, first = self.sends[number]
        answer = self._call(till, "send_from_ui", vals)
        assert answer["status"] == "sent", answer
        if first:
            assert self._who(answer) == self._who(first), (answer, first)
        else:
            self.sends[number] = (till, vals, answer)
            self._remember(till, answer)
        return answer

    def _who(self, answer):
        """Without the receivers: they may be others by now."""
        return [{**order, "receiver_ids": None} for order in answer["orders"]]

    def _others(self, receivers, till):
        """Those of ``receivers`` that ``till`` may send to, at least one."""
        possible = [taker for taker in self.takers if taker != till]
        return receivers & set(possible) or {possible[0]}

    def _cart(self, till, parent):
        link = {"sync_uuid": parent.record.uuid} if parent else {}
        return self.case.wire_order(self.tills[till], lines=[self.case.wire_line()], **link)

    def _remember(self, till, answer):
        index = {config.id: number for number, config in enumerate(self.tills)}
        for row in answer["orders"]:
            record = self.case.env["pos.sync.order"].sudo().browse(row["id"])
            self.orders.append(Order(record, till, {index[i] for i in row["receiver_ids"]}))

    def pass_on(self, index, receivers):
        order = self.orders[index]
        if order.state != "delivered" or order.holder[0] not in self.senders:
            return None
        till = order.holder[0]
        answer = self.send(till, receivers, False, f"parent {order.record.id}", order)
        order.put("forwarded", order.holder)
        return answer

    def resend(self, index, till, receivers):
        order = self.orders[index]
        till = order.sender if till % 2 else self.senders[till % len(self.senders)]
        receivers = self._others(receivers, till)
        answer = self._call(till, "resend_from_ui", order.record.id, self._configs(receivers).ids)
        if till == order.sender and order.state in ("sent", "returned"):
            assert answer == {"status": "sent"}, answer
            order.receivers, order.declined = set(receivers), set()
            order.put("sent")
        else:
            assert answer["status"] == "gone", answer
        return answer

    # -- Take --------------------------------------------------------------------------------

    def claim(self, index, till, device):
        return self._take(
            self.orders[index], self.takers[till % len(self.takers)], device, "claim_from_ui"
        )

    def recall(self, index, till, device):
        order = self.orders[index]
        till = order.sender if till % 2 else self.senders[till % len(self.senders)]
        return self._take(order, till, device, "recall_from_ui")

    def _take(self, order, till, device, method):
        answer = self._call(till, method, order.record.id, self._token(till, device))
        is_own = method != "recall_from_ui" or till == order.sender
        if is_own and order.holder == (till, device) and order.state in ("claimed", "delivered"):
            assert answer["status"] == "claimed", answer
        elif is_own and order.is_offered_to(till):
            assert answer["status"] == "claimed" and answer["uuid"] == order.record.uuid, answer
            order.came_from, order.last = order.state, (till, device)
            order.put("claimed", (till, device))
        else:
            assert answer["status"] in GONE, (answer, order.state)
            if is_own and order.state in ("claimed", "delivered"):
                assert answer == {"status": "taken", "by": self.tills[order.holder[0]].name}, answer
        return answer

    def deliver(self, index):
        order = self.orders[index]
        for till in sorted(order.receivers - order.declined):
            if order.is_offered_to(till):
                self._take(order, till, 0, "claim_from_ui")
                return self._confirm(order, till, 0)
        return None

    def confirm(self, index, till, device):
        return self._confirm(self.orders[index], till, device)

    def _confirm(self, order, till, device):
        answer = self._call(
            till, "confirm_from_ui", order.record.id, self._token(till, device), "Order 1"
        )
        is_mine = order.holder == (till, device)
        if is_mine and order.state == "claimed":
            order.put("recalled" if till == order.sender else "delivered", order.holder)
        if is_mine and order.state in ("delivered", "recalled"):
            assert answer == {"status": order.state}, (answer, order.state)
        elif not (order.state == "done" and order.last == (till, device)):
            assert answer["status"] == "gone", (answer, order.state)
        return answer

    # -- Let go ------------------------------------------------------------------------------

    def release(self, index, till, device):
        order = self.orders[index]
        answer = self._call(
            till, "release_from_ui", order.record.id, self._token(till, device), "x"
        )
        if order.state == "claimed" and order.holder == (till, device):
            assert answer == {"status": "released"}, answer
            self._undo_claim(order)
        elif order.state in ("claimed", "delivered"):
            assert answer["status"] == "gone", answer
        return answer

    def give_back(self, index, till, device):
        order = self.orders[index]
        answer = self._call(
            till, "give_back_from_ui", order.record.id, self._token(till, device), "x"
        )
        if order.state in ("claimed", "delivered") and order.holder == (till, device):
            assert answer == {"status": "returned"}, answer
            order.put("returned")
        elif order.state != "returned":
            assert answer["status"] == "gone", answer
        return answer

    def decline(self, index, till, _device):
        order, till = self.orders[index], self.takers[till % len(self.takers)]
        answer = self._call(till, "decline_from_ui", order.record.id, "x")
        if order.state == "sent" and till in order.receivers - order.declined:
            assert answer == {"status": "declined"}, answer
            order.declined.add(till)
            if order.receivers <= order.declined:
                order.put("returned")
        return answer

    def check_carts(self, index, till, device):
        order = self.orders[index]
        token = self._token(till, device)
        answer = self._call(till, "check_carts_from_ui", token, [order.record.uuid])
        row = answer["orders"][order.record.uuid]
        is_mine = order.holder == (till, device) and order.state in (
            "claimed",
            "delivered",
            "recalled",
        )
        assert (row["state"], row["mine"]) == (order.state, is_mine), (row, order.state)
        return answer
