/** @odoo-module */

import {registry} from "@web/core/registry";
import * as ErrorPopup from "@point_of_sale/../tests/tours/helpers/ErrorPopupTourMethods";
import * as ProductScreen from "@point_of_sale/../tests/tours/helpers/ProductScreenTourMethods";
import * as PosSync from "@bi_pos_multi_session_sync/../tests/tours/helpers/pos_sync_tour_methods";

function add(name, steps) {
    registry.category("web_tour.tours").add(name, {
        test: true,
        url: "/pos/ui",
        steps: () => [{trigger: "body:not(:has(.pos-loader))", run: () => {}}, ...steps.flat()],
    });
}

const check = (content, holds) => ({
    content,
    trigger: "body",
    run: () => {
        if (!holds()) {
            throw new Error(`Not so: ${content}`);
        }
    },
});

add("pos_sync_inert", [
    ProductScreen.clickHomeCategory(),
    ProductScreen.clickDisplayedProduct("Desk Pad"),
    check("no service, no element of ours", () => {
        const ours = document.querySelectorAll("[class*=o_pos_sync]");
        return !window.posmodel.sync && !ours.length;
    }),
    check("no call of ours", () => {
        const calls = performance.getEntriesByType("resource").map(({name}) => name);
        return !calls.some((name) => name.includes("pos.sync.order"));
    }),
]);

add("pos_sync_send", [
    ProductScreen.clickHomeCategory(),
    {content: "send nothing", trigger: ".o_pos_sync_send"},
    ErrorPopup.isShown(),
    ErrorPopup.clickConfirm(),
    ProductScreen.clickDisplayedProduct("Desk Pad"),
    ProductScreen.selectedOrderlineHas("Desk Pad", "1.0"),
    // Two touches: Send Order, Send.
    PosSync.sendOrder(),
    PosSync.cartIsEmpty(),
    check("nothing is left behind", () =>
        window.posmodel.db.get_unpaid_orders().every(({lines}) => !lines.length)
    ),
]);

add("pos_sync_receive", [
    PosSync.inboxHas(1),
    PosSync.openInbox(),
    PosSync.previewFirst("Desk Pad"),
    PosSync.deliverFirst(),
    PosSync.cartIsMarked("Second"),
    ProductScreen.selectedOrderlineHas("Desk Pad", "2.0"),
    {content: "give it back", trigger: ".o_pos_sync_give_back"},
    PosSync.chooseReason("Customer left"),
    PosSync.cartIsEmpty(),
]);

add("pos_sync_decline", [
    PosSync.openInbox(),
    {content: "decline", trigger: ".o_pos_sync_decline"},
    PosSync.chooseReason("Out of stock"),
    PosSync.inboxIsEmpty(),
]);

add("pos_sync_take_back", [
    PosSync.openSent(),
    {
        content: "it came back with its reason",
        trigger: ".o_pos_sync_order[data-state=returned]:contains('Out of stock')",
        run: () => {},
    },
    {content: "take it back", trigger: ".o_pos_sync_take_back"},
    ProductScreen.selectedOrderlineHas("Desk Pad", "2.0"),
    PosSync.cartIsUnmarked(),
    check("it is an ordinary cart", () => !window.posmodel.get_order().sync_uuid),
]);

add("pos_sync_park_and_merge", [
    ProductScreen.clickHomeCategory(),
    ProductScreen.clickDisplayedProduct("Whiteboard Pen"),
    ProductScreen.selectedOrderlineHas("Whiteboard Pen", "1.0"),
    PosSync.openInbox(),
    PosSync.deliverFirst(),
    PosSync.cartIsMarked("Second"),
    check("the first cart is parked", () =>
        window.posmodel.orders.some((order) => !order.sync_uuid && order.orderlines.length === 1)
    ),
    check("nothing was added to it", () => window.posmodel.get_order().orderlines.length === 1),
    {
        content: "back to the parked cart",
        trigger: "body",
        run: () =>
            window.posmodel.set_order(window.posmodel.orders.find(({sync_uuid}) => !sync_uuid)),
    },
    PosSync.openInbox(),
    {content: "add the second order to it", trigger: ".o_pos_sync_merge"},
    PosSync.cartIsMarked("Second"),
    PosSync.cartHasLines(2),
    check("both are in it", () => window.posmodel.get_order().orderlines.length === 2),
]);

add("pos_sync_closing", [
    {content: "open the menu", trigger: ".menu-button"},
    {content: "close the session", trigger: ".close-button"},
    {
        content: "what waits is told",
        trigger: ".o_pos_sync_closing:contains('SYNC/')",
        run: () => {},
    },
]);
