/** @odoo-module */

/* The vocabulary of our tours. */

export function sendOrder() {
    return [
        {content: "open Send Order", trigger: ".o_pos_sync_send"},
        {
            content: "the usual till is chosen",
            trigger: ".o_pos_sync_receiver.active",
            run: () => {},
        },
        {content: "send", trigger: ".o_pos_sync_confirm:not(:disabled)"},
    ];
}

export function cartIsEmpty() {
    return [
        {
            content: "the cart is empty",
            trigger: ".order-empty, .leftpane .fa-shopping-cart",
            run: () => {},
        },
    ];
}

export function openInbox() {
    return [{content: "open the inbox", trigger: ".o_pos_sync_badge"}];
}

export function openSent() {
    return [{content: "open what was sent", trigger: ".o_pos_sync_sent_badge"}];
}

export function inboxHas(count) {
    return [
        {
            content: `${count} orders wait`,
            trigger: `.o_pos_sync_count:contains("${count}")`,
            run: () => {},
        },
    ];
}

export function inboxIsEmpty() {
    return [
        {content: "nothing waits", trigger: ".o_pos_sync_inbox .o_pos_sync_empty", run: () => {}},
    ];
}

export function previewFirst(product) {
    return [
        {content: "look at the first order", trigger: ".o_pos_sync_preview"},
        {
            content: "its lines are shown",
            trigger: `.o_pos_sync_line:contains("${product}")`,
            run: () => {},
        },
    ];
}

export function deliverFirst() {
    return [{content: "deliver the first order", trigger: ".o_pos_sync_deliver"}];
}

export function cartIsMarked(sender) {
    return [
        {
            content: "the cart tells where it comes from",
            trigger: `.o_pos_sync_mark:contains("${sender}")`,
            run: () => {},
        },
    ];
}

export function cartIsUnmarked() {
    return [
        {
            content: "the cart is one of this till's own",
            trigger: ".product-screen:not(:has(.o_pos_sync_mark))",
            run: () => {},
        },
    ];
}

export function cartHasLines(count) {
    return [
        {
            content: `${count} lines are in the cart`,
            trigger: `.product-screen .orderline:eq(${count - 1})`,
            run: () => {},
        },
    ];
}

export function chooseReason(reason) {
    return [{content: "choose a reason", trigger: `.o_pos_sync_reason:contains("${reason}")`}];
}
