"""Orders that come back while the news of it is still on the way."""


class KeptAnswers:
    """Calls of a page that reach the server and whose answers are kept back until given."""

    def __init__(self, page, call):
        self.answers, self.is_open = [], False
        page.route(f"**/{call}", self._handle)

    def _handle(self, route):
        if self.is_open:
            route.continue_()
        else:
            self.answers.append((route, route.fetch()))

    def give(self):
        self.is_open = True
        for route, response in self.answers:
            route.fulfill(response=response)


def test_sender_takes_a_waiting_order_back(tills, orders, shot):
    """Taken back, it is an ordinary cart of the sender, once, also after a reload."""
    note = "taken back"
    counter = tills("Counter")
    counter.add("E2E Chair")
    total = counter.cart()["amount_total"]
    counter.send("Checkout", note=note)
    counter.open_sent()
    counter.take_back(note)
    counter.wait("() => !posmodel.get_order().is_empty() && !posmodel.get_order().sync_uuid")
    shot("taken-back")
    assert orders(note)[0]["state"] == "recalled"
    counter.reload()
    assert [cart["amount_total"] for cart in counter.carts()] == [total]


def manage(admin, order, action, **values):
    """Do what a manager does in the backend, with a reason."""
    vals = {"order_ids": [[6, 0, [order["id"]]]], "action": action, "reason": "e2e", **values}
    admin("pos.sync.order.action", "apply", [admin("pos.sync.order.action", "create", vals)])


def test_late_answer_about_a_cart_does_not_take_it_away(tills, orders, admin, server):
    """Released and given again: the answer from before the second delivery counts no more."""
    note = "given twice"
    counter, checkout = tills("Counter"), tills("Checkout")
    counter.add("E2E Chair")
    counter.send("Checkout", note=note)
    checkout.open_inbox()
    checkout.deliver(note)
    [order] = orders(note)
    checkout.until(lambda: orders(note)[0]["state"] == "delivered")
    checked = KeptAnswers(checkout.page, "check_carts_from_ui")
    manage(admin, order, "release")
    checkout.until(lambda: checked.answers)
    receivers = [[6, 0, [server.tills["Checkout"]["config"]]]]
    manage(admin, order, "reassign", receiver_ids=receivers)
    checkout.open_inbox()
    checkout.deliver(note)
    checkout.until(lambda: orders(note)[0]["state"] == "delivered")
    with checkout.page.expect_response("**/get_inbox_for_ui"):
        checked.give()
    assert len(checkout.carts_of(order["uuid"])) == 1
    assert orders(note)[0]["state"] == "delivered"
