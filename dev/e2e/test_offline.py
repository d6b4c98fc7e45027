"""A till without a network: what is sent waits in the browser and goes out by itself."""

OFFLINE = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED")


def test_send_while_offline_goes_out_once(tills, orders, shot):
    """The cart is put aside, and the receiver gets it once when the network is back."""
    note = "sent offline"
    counter, checkout = tills("Counter"), tills("Checkout")
    counter.tolerate(*OFFLINE)
    waiting = checkout.count()
    counter.add("E2E Lamp", qty="2")
    counter.choose("Checkout", note=note)
    counter.page.context.set_offline(True)
    counter.confirm()
    counter.wait("() => posmodel.get_order().is_empty()")
    shot("offline")
    assert orders(note) == [] and counter.carts() == []

    checkout.watch_count(waiting + 1)
    counter.page.context.set_offline(False)
    checkout.wait("() => window.seenAt", timeout=25000)
    shot("online")
    assert len(orders(note)) == 1 and counter.carts() == []
    counter.reload()
    assert len(orders(note)) == 1 and counter.carts() == []


def test_send_button_while_offline_offers_the_receivers(tills, orders, shot):
    """A cashier can choose a receiver and send though the network is gone already."""
    note = "offline before the button"
    counter = tills("Counter")
    counter.tolerate(*OFFLINE)
    counter.add("E2E Lamp")
    counter.page.context.set_offline(True)
    counter.choose("Checkout", note=note)
    shot("button-offline")
    counter.confirm()
    counter.page.context.set_offline(False)
    counter.until(lambda: orders(note), timeout=25000)
    assert len(orders(note)) == 1 and counter.carts() == []


def test_list_without_a_network_says_so(tills, shot):
    """The receiver reads that the list may be old, until the network is back."""
    checkout = tills("Checkout")
    checkout.tolerate(*OFFLINE)
    stale = checkout.page.locator(".o_pos_sync_stale")
    checkout.open_inbox()
    assert stale.count() == 0
    checkout.page.context.set_offline(True)
    checkout.page.locator(".o_pos_sync_back").click()
    checkout.open_inbox()
    stale.wait_for()
    shot("stale")
    checkout.page.context.set_offline(False)
    stale.wait_for(state="detached")
