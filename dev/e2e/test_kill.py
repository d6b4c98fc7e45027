"""The server is killed in the middle of its work: what it answered with success is there."""

import os
import threading

import pytest
import requests
from calls import Terminal
from server import RpcError, Server

KILLS = int(os.environ.get("POS_SYNC_KILLS", "3"))
ANSWERS_BEFORE_KILL = 150
LINES = 4  # of send, claim and confirm, side by side


@pytest.fixture
def own_server():
    """A server that may be killed: nobody else uses it."""
    with Server() as running:
        yield running


class Load:
    """Terminals that send, claim and confirm until their server is gone."""

    def __init__(self, server):
        counter, checkout = Terminal(server, "Counter"), Terminal(server, "Checkout")
        self.lines = [(counter.another(), checkout.another()) for _line in range(LINES)]
        self.asked, self.answered = {}, {"sent": {}, "claimed": {}, "delivered": {}}
        self.enough = threading.Semaphore(0)

    def run(self, counter, checkout):
        try:
            while True:
                vals = counter.send_vals("Checkout")
                self.asked[vals["uuid"]] = (counter, vals)
                order = counter("send_from_ui", vals)["orders"][0]["id"]
                self.note("sent", vals["uuid"], order)
                assert checkout.claim(order)["status"] == "claimed"
                self.note("claimed", order, checkout)
                assert checkout.confirm(order)["status"] == "delivered"
                self.note("delivered", order, checkout)
        except (requests.RequestException, RpcError):
            # Killed, or killing: an answer like this is no success.
            return

    def note(self, what, key, value):
        self.answered[what][key] = value
        self.enough.release()

    def until_killed(self, server):
        threads = [threading.Thread(target=self.run, args=line) for line in self.lines]
        for thread in threads:
            thread.start()
        for _answer in range(ANSWERS_BEFORE_KILL):
            assert self.enough.acquire(timeout=60)
        server.kill()
        for thread in threads:
            thread.join(60)


def test_killed_server_loses_nothing_that_it_answered(own_server):
    """Three times: killed under load, started again, everything answered is there, once."""
    total = dict.fromkeys(("sent", "claimed", "delivered", "told again"), 0)
    for _kill in range(KILLS):
        load = Load(own_server)
        load.until_killed(own_server)
        own_server.start()
        admin = own_server.client()
        states = ["uuid", "state", "holder_config_id"]
        rows = admin("pos.sync.order", "search_read", [("uuid", "in", list(load.asked))], states)
        by_id, by_uuid = {row["id"]: row for row in rows}, {row["uuid"]: row for row in rows}
        assert len(by_uuid) == len(rows)
        for uuid, order in load.answered["sent"].items():
            assert by_uuid[uuid]["id"] == order
        for order, checkout in load.answered["claimed"].items():
            assert by_id[order]["state"] in ("claimed", "delivered")
            assert by_id[order]["holder_config_id"][0] == checkout.config
        for order in load.answered["delivered"]:
            assert by_id[order]["state"] == "delivered"
        tell_again(own_server, load, by_uuid)
        for what in load.answered:
            total[what] += len(load.answered[what])
        total["told again"] += len(load.asked)
    print(f"{KILLS} kills: {total}")
    assert own_server.errors() == []


def tell_again(server, load, by_uuid):
    """Each terminal asks again what it had no answer to, and what it had: it gets the first one."""
    admin = server.client()
    for uuid, (counter, vals) in load.asked.items():
        answer = counter("send_from_ui", vals)
        assert answer["status"] == "sent"
        if uuid in by_uuid:
            assert answer["orders"][0]["id"] == by_uuid[uuid]["id"]
    assert admin("pos.sync.order", "search_count", [("uuid", "in", list(load.asked))]) == len(
        load.asked
    )
    for order, checkout in load.answered["claimed"].items():
        assert checkout.claim(order)["status"] == "claimed"
        assert checkout.confirm(order) == {"status": "delivered"}
