/** @odoo-module */

import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_service/tour_utils";

/** The switch of a point of sale, in the list of those who send and receive. */
const toggle = (row, field) =>
    `.o_data_row:nth-child(${row}) .o_field_widget[name=${field}] .o_boolean_toggle`;

/** The guided first set-up: two switches, on two points of sale. */
registry.category("web_tour.tours").add("pos_sync_setup", {
    url: "/web",
    sequence: 46,
    rainbowManMessage: _t(
        "That is all. Open both points of sale: Send Order is on the first, Receive Order on the second."
    ),
    steps: () => [
        stepUtils.showAppsMenuItem(),
        {
            trigger: ".o_app[data-menu-xmlid='point_of_sale.menu_point_root']",
            content: _t("Hand orders over between points of sale: let us set it up."),
            position: "bottom",
        },
        {
            trigger:
                ".o_menu_sections button[data-menu-xmlid='point_of_sale.menu_point_config_product']",
            content: _t("Who may send orders to whom is a setting."),
            position: "bottom",
        },
        {
            trigger:
                ".dropdown-item[data-menu-xmlid='bi_pos_multi_session_sync.pos_config_routing_menu']",
            content: _t("Here are all points of sale at a glance."),
            position: "right",
        },
        {
            trigger: toggle(1, "is_sync_sender"),
            content: _t("This one sends. Its orders go to every receiver, unless you choose some."),
            position: "bottom",
        },
        {
            trigger: toggle(2, "is_sync_receiver"),
            content: _t("And this one receives."),
            position: "bottom",
        },
        {
            trigger: `${toggle(2, "is_sync_receiver")} input:checked`,
            content: _t("Done."),
            auto: true,
            run: () => {},
        },
    ],
});
