/** @odoo-module */

import {registry} from "@web/core/registry";

/** The touches that a manager needs are counted: what is typed is none. */
let clicks = 0;
const click = (content, trigger) => ({
    content,
    trigger,
    run(actions) {
        clicks++;
        actions.click();
    },
});

registry.category("web_tour.tours").add("pos_sync_manager_release", {
    test: true,
    url: "/web",
    steps: () => [
        click("the order that is stuck", ".o_data_row:contains('In cart') .o_data_cell:first"),
        click("release it", "button[name=action_release]"),
        {
            content: "say why",
            trigger: ".o_field_widget[name=reason] input",
            run: "text The till was replaced",
        },
        click("confirm", "button[name=apply]"),
        {
            content: "it is free, in three clicks",
            trigger: ".o_field_widget[name=reason]:contains('The till was replaced')",
            run: () => {
                if (clicks !== 3) {
                    throw new Error(`${clicks} clicks`);
                }
            },
        },
    ],
});
