"""The list of a receiver who is looking at it while an order arrives."""

# What of the list a cashier cannot touch, once everything that arrived is on the screen.
COVERED = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    for (let i = 0; i < 10; i++) {
        await frame();
    }
    const isCovered = (element) => {
        element.scrollIntoView({ block: "center" });
        const {left, right, top, bottom} = element.getBoundingClientRect();
        const corners = [left + 4, right - 4].flatMap((x) => [[x, top + 4], [x, bottom - 4]]);
        return corners.some(([x, y]) => !element.contains(document.elementFromPoint(x, y)));
    };
    const touchable = document.querySelectorAll(".o_pos_sync_inbox :is(button, input, li)");
    return [...touchable].filter(isCovered).map((element) => element.className);
}"""
LISTENS = "() => posmodel.sync.link.isLive && Boolean(posmodel.sync.lists.readAt)"
# The websocket stays up, and the server forgets whom it is for.
GO_DEAF = """() => {
    const {id, access_token} = posmodel.pos_session;
    posmodel.env.services.bus_service.deleteChannel(`pos_session-${id}-${access_token}`);
}"""


def test_order_that_arrives_at_an_open_list_can_be_touched(tills, shot):
    """The row appears by itself, and nothing lies over the buttons of the list."""
    note = "while you look"
    counter, checkout = tills("Counter"), tills("Checkout")
    checkout.open_inbox()
    counter.add("E2E Pen")
    counter.send("Checkout", note=note)
    checkout.row(note).wait_for()
    covered = checkout.page.evaluate(COVERED)
    shot("arrived")
    assert covered == []
    checkout.deliver(note)


def test_late_answer_tells_nothing_of_the_past(tills):
    """An answer that was on its way while another order arrived does not hide that one."""
    counter, checkout = tills("Counter"), tills("Checkout")
    waiting, held = checkout.count(), []

    def hold_first(route):
        route.continue_() if held else held.append((route, route.fetch()))

    checkout.page.route("**/get_inbox_for_ui", hold_first)
    counter.add("E2E Pen")
    counter.send("Checkout", note="read slowly")
    checkout.until(lambda: held)
    counter.add("E2E Pen")
    counter.send("Checkout", note="sent meanwhile")
    counter.page.wait_for_timeout(1000)
    [(route, response)] = held
    route.fulfill(response=response)
    checkout.page.wait_for_timeout(1000)
    checkout.until(lambda: checkout.count() == waiting + 2)


def test_order_that_was_never_announced_is_shown(tills):
    """The websocket is up and tells nothing: two minutes later the list is read all the same."""
    counter, checkout = tills("Counter"), tills("Checkout")
    checkout.page.clock.install()
    checkout.reload()
    checkout.wait(LISTENS)
    waiting = checkout.count()
    checkout.page.evaluate(GO_DEAF)
    checkout.page.wait_for_timeout(1000)
    counter.add("E2E Pen")
    counter.send("Checkout", note="never announced")
    checkout.page.wait_for_timeout(1000)
    assert checkout.count() == waiting
    assert checkout.page.evaluate(LISTENS)
    checkout.page.clock.fast_forward("02:00")
    checkout.until(lambda: checkout.count() == waiting + 1)


def test_till_that_receives_no_more_says_so_once(tills, admin, server):
    """Switched off while it is open: one error, and none with each reading after that."""
    checkout, receiver = tills("Checkout"), [server.tills["Checkout"]["config"]]
    checkout.tolerate("RPC_ERROR", "UserError", "Is Receiver", "Odoo Server Error", "500")
    admin("pos.config", "write", receiver, {"is_sync_receiver": False})
    try:
        checkout.page.evaluate("() => void posmodel.sync.catchUp()")
        assert "Is Receiver" in checkout.problem()
    finally:
        admin("pos.config", "write", receiver, {"is_sync_receiver": True})
    checkout.page.locator(".popup-error .button").first.click()
    checkout.page.locator(".popup-error").wait_for(state="detached")
    before = checkout.calls.count("get_inbox_for_ui")
    checkout.catch_up()
    assert checkout.calls.count("get_inbox_for_ui") == before
    assert checkout.page.locator(".o_pos_sync_badge").count() == 0
    checkout.reload()
    checkout.page.locator(".o_pos_sync_badge").wait_for()
