"""The way of orders from one till to the other, and what came of each."""

import contextlib
import time

from fidelity.case import IDENTITY, compare, find_differences
from fidelity.sale import find_sale_differences
from fidelity.world import World
from playwright.sync_api import Error as PageError
from server import RpcError

HELPERS = "const {" + (
    "add, addCombo, addLots, loadPartner, order, partner, popupConfirmed, position, pricelist,"
    "product, settled"
)
HELPERS += "} = window.fidelity; const pos = window.posmodel;"
BUILD = """() => window.fidelity.within((async () => { %s
    %s;
    %s
    if (pos.programs?.length) {
        await settled();
    }
    return order().export_as_JSON();
})())"""
RUN = """(uuid) => window.fidelity.within((async () => { %s
    const cart = window.fidelity.cartOf(uuid);
    %s
})())"""
CALL = "([method, ...args]) => window.fidelity.within(window.fidelity[method](...args))"
CART = "(uuid) => window.fidelity.cartOf(uuid)?.export_as_JSON()"
# In a cart, or left behind in the browser's storage.
ANYWHERE = """(uuid) => Boolean(window.fidelity.cartOf(uuid))
    || posmodel.db.get_unpaid_orders().some(({sync_uuid}) => sync_uuid === uuid)"""
# A case that breaks is a line of the table and stops no other one.
BROKEN = (AssertionError, KeyError, TypeError, ValueError, PageError, RpcError)
PAID = {"statement_ids", "amount_paid", "amount_return", "last_order_preparation_change"}


class Journey(World):
    """Hands orders over; what goes wrong with one is noted with its case."""

    def hand_over(self, case, sender, receiver):
        """Build, send and deliver; note what differs and how long sending and delivering took."""
        case.problems = []
        sender.errors.clear()
        receiver.errors.clear()
        with self.noted(case, "not delivered"):
            case.sent = self.build(case, sender)
            started = time.time()
            case.sync_id, case.uuid = self.send(case, sender, receiver)
            case.milliseconds = round(1000 * (time.time() - started))
            if case.between:
                case.between(self)
            started = time.time()
            self.deliver(case, receiver)
            case.milliseconds += round(1000 * (time.time() - started))
            case.problems += sender.errors + receiver.errors

    def build(self, case, sender):
        if case.by_hand:
            sender.page.evaluate(BUILD % (HELPERS, case.start, ""))
            case.by_hand(self, sender)
        start, code = ("", "") if case.by_hand else (case.start, case.build)
        return sender.page.evaluate(BUILD % (HELPERS, start, code))

    def send(self, case, sender, receiver):
        if case.clicks:
            sender.send(receiver.shop, note=case.name)
        else:
            config = self.server.tills[receiver.shop]["config"]
            answer = sender.page.evaluate(CALL, ["send", config, case.name])
            assert answer["status"] == "sent", answer.get("message", answer)
        fields = ["uuid"]
        [order] = self.admin(
            "pos.sync.order", "search_read", [("note", "=", case.name)], fields=fields
        )
        return order["id"], order["uuid"]

    def deliver(self, case, receiver):
        if case.clicks:
            receiver.open_inbox()
            receiver.deliver(case.name)
            problem, cart = None, receiver.page.evaluate(CART, case.uuid)
        else:
            answer = receiver.page.evaluate(CALL, ["deliver", case.sync_id])
            problem, cart = answer.get("problem"), answer.get("cart")
        assert cart, problem
        case.problems += find_differences(case.sent, cart, case.ignore)
        if case.check and not receiver.page.evaluate(
            RUN % (HELPERS, f"return Boolean({case.check})"), case.uuid
        ):
            case.problems.append(f"not true: {case.check}")

    def refuse(self, case, sender, receiver):
        """Build, send, change the server and try to deliver; the sender takes the order back."""
        case.problems = []
        with self.noted(case, "refused"):
            case.sent = self.build(case, sender)
            case.sync_id, case.uuid = self.send(case, sender, receiver)
            case.between(self)
            started = time.time()
            problem = self.try_to_deliver(case, receiver)
            case.milliseconds = round(1000 * (time.time() - started))
            for text in (case.refusal, "is waiting again.", "take"):
                if text not in problem:
                    case.problems.append(f"the cashier reads: {problem}")
            [order] = self.admin("pos.sync.order", "read", [case.sync_id], ["state"])
            if order["state"] != "sent" or receiver.page.evaluate(ANYWHERE, case.uuid):
                case.problems.append(f"{order['state']}, or still in the cart")
            answer = sender.page.evaluate(CALL, ["deliver", case.sync_id, "recall"])
            cart = answer.get("cart")
            case.problems += (
                find_differences(case.sent, cart, case.ignore) if cart else [answer["problem"]]
            )

    def refuse_to_send(self, case, sender, receiver):
        """Build and try to send: the answer says why not, and the cart is back on the screen.

        As whenever a cart comes to the screen, Odoo draws its rewards up again.
        """
        case.problems = []
        with self.noted(case, "not sent"):
            case.sent = self.build(case, sender)
            config, started = self.server.tills[receiver.shop]["config"], time.time()
            answer = sender.page.evaluate(CALL, ["send", config, case.name])
            case.milliseconds = round(1000 * (time.time() - started))
            if answer["status"] != "refused" or case.refusal not in answer["message"]:
                case.problems.append(f"the answer is {answer}")
            cart = sender.page.evaluate("() => posmodel.get_order().export_as_JSON()")
            redrawn = {*case.ignore, "id", "reward_identifier_code"}
            case.problems += find_differences(case.sent, {**cart, "uid": None}, redrawn)
            was, now = ({name: of.get(name) for name in IDENTITY} for of in (case.sent, cart))
            case.problems += compare(was, now, set(), "the cart: ")

    def try_to_deliver(self, case, receiver):
        if not case.clicks:
            answer = receiver.page.evaluate(CALL, ["deliver", case.sync_id])
            return answer.get("problem") or "nothing"
        receiver.open_inbox()
        receiver.row(case.name).locator(".o_pos_sync_deliver").click()
        problem = receiver.problem()
        receiver.page.locator(".popup-error .button").first.click()
        return problem

    def reload(self, cases, receiver):
        """Reload the receiver: every cart is still what was sent."""
        receiver.errors.clear()
        receiver.reload()
        for case in cases:
            cart = receiver.page.evaluate(CART, case.uuid)
            differences = find_differences(case.sent, cart, case.ignore) if cart else ["no cart"]
            case.problems += [f"after a reload: {text}" for text in differences]
        return receiver.errors

    def sell(self, case, receiver):
        """Do what the receiver's cashier does with the cart, and pay it."""
        with self.noted(case, "sold"):
            if case.then:
                done = receiver.page.evaluate(RUN % (HELPERS, case.then), case.uuid)
                if done != case.expect:
                    case.problems.append(f"{done} instead of {case.expect}")
            if case.sell:
                cart = receiver.page.evaluate(CALL, ["sell", case.uuid])
                if not case.then:
                    differences = find_differences(case.sent, cart, {*case.ignore, *PAID})
                    case.problems += [f"when paid: {text}" for text in differences]
                case.problems += find_sale_differences(self.admin, cart)

    @contextlib.contextmanager
    def noted(self, case, what):
        try:
            yield
        except BROKEN as error:
            case.problems.append(f"{what}: {str(error).split('    at ')[0]}")
