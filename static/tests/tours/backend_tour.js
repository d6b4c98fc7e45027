/** @odoo-module */

import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const see = (content, trigger) => ({content, trigger, run: () => {}});
const click = (content, trigger) => ({content, trigger});
const view = (type) => click(`switch to the ${type}`, `.o_switch_view.o_${type}`);
const menu = (section, item) => [
    click(`open the menu ${section}`, `.o_menu_sections button[data-menu-xmlid='${section}']`),
    click(`choose ${item}`, `.dropdown-item[data-menu-xmlid='bi_pos_multi_session_sync.${item}']`),
];
const REPORTING = "point_of_sale.menu_point_rep";

const filter = (name) => [
    click("open the search menu", ".o_searchview_dropdown_toggler"),
    click(`choose ${name}`, `.o_filter_menu .o_menu_item:contains('${name}')`),
    click("close the search menu", ".o_searchview_dropdown_toggler"),
];

tours.add("pos_sync_backend_orders", {
    test: true,
    url: "/web",
    steps: () => [
        see("the late order is marked", ".o_data_row.text-danger:contains('Waiting')"),
        see("its age is said", ".o_data_row.text-danger td[name=age]:contains('min')"),
        ...filter("Waiting Too Long"),
        see("one order is late", ".o_list_view:not(:has(.o_data_row:nth-child(2))) .o_data_row"),
        click(
            "all orders again",
            ".o_searchview_facet:contains('Waiting Too Long') .o_facet_remove"
        ),
        see("the others are back", ".o_data_row:nth-child(3)"),
        view("kanban"),
        see("late is red", ".oe_kanban_color_1 .o_pos_sync_age.text-danger:contains('min')"),
        see("fresh is green", ".oe_kanban_color_10 .o_pos_sync_age:not(.text-danger)"),
        see("the first column waits", ".o_kanban_group:first:contains('Waiting')"),
        view("pivot"),
        see("tills in rows", ".o_pivot tbody th:contains('Second')"),
        view("graph"),
        see("a graph", ".o_graph_canvas_container canvas"),
        view("list"),
        click("the late order", ".o_data_row.text-danger .o_data_cell[name=name]"),
        see("it is said to be late", ".alert-warning:contains('waits too long')"),
        see("its lines", ".o_field_widget[name=line_ids] td[name=shown_name]:contains('Desk Pad')"),
        click("its story", ".nav-link[name=timeline]"),
        see("is told in words", ".o_field_widget[name=timeline]:contains('offered it to Shop')"),
        click("the session of the sender", "button[name=action_open_sender_session]"),
        see(
            "what it sent",
            ".o_field_widget[name=sync_sent_count]:not(.o_field_widget_hidden):contains('3')"
        ),
        click("its reconciliation", "button[name=action_view_sync_reconciliation]"),
        see("on the screen", ".o_report_iframe, .o_content iframe"),
    ],
});

tours.add("pos_sync_backend_reports", {
    test: true,
    url: "/web",
    steps: () => [
        see("the orders", ".o_data_row"),
        ...menu(REPORTING, "pos_sync_report_menu"),
        see("a median", ".o_pivot th:contains('Median Waiting Time')"),
        see("the pair of tills", ".o_pivot tbody th:contains('Second')"),
        see("a spreadsheet can be had", ".o_pivot_download"),
        view("graph"),
        see("a graph", ".o_graph_canvas_container canvas"),
        view("list"),
        see("the orders one by one", ".o_data_row:nth-child(3)"),
        ...menu(REPORTING, "pos_sync_report_days_menu"),
        see("still open, by day", ".o_pivot th:contains('Still Open')"),
        ...menu(REPORTING, "pos_sync_reconciliation_today_menu"),
        see("today on the screen", ".o_content iframe"),
    ],
});

tours.add("pos_sync_backend_purge", {
    test: true,
    url: "/web",
    steps: () => [
        see("the orders under way", ".o_data_row"),
        click("all of them", ".o_searchview_facet .o_facet_remove"),
        click(
            "choose the one that was cancelled",
            ".o_data_row:contains('Cancelled') .o_list_record_selector input"
        ),
        click("purge", ".o_control_panel button[name=action_purge]"),
        see("what that means", ".alert-warning:contains('Sales stay')"),
        {
            content: "say why",
            trigger: ".o_field_widget[name=reason] input",
            run: "text The customer asked for it",
        },
        click("confirm", "button[name=apply]"),
        see("it is gone", ".o_list_view:not(:has(.o_data_row:contains('Cancelled'))) .o_data_row"),
    ],
});

tours.add("pos_sync_backend_retry", {
    test: true,
    url: "/web",
    steps: () => [
        click("an order in red", ".o_data_row.text-danger .o_data_cell[name=name]"),
        see(
            "why and where",
            ".alert-danger:contains('Shop'):contains('could not load this order')"
        ),
        see("the words of the till", ".alert-danger:contains('Desk Pad: the price differs')"),
        see("what might mend it", ".alert-danger:contains('Reload Shop')"),
        click("retry", "button[name=action_retry]"),
        see("the problem is gone", ".o_form_view:not(:has(.alert-danger:visible))"),
    ],
});

// The guided set-up, and on to another screen: the switches are on the server by then.
tours.add("pos_sync_backend_setup", {
    test: true,
    url: "/web",
    steps: () => [
        ...tours.get("pos_sync_setup").steps(),
        ...menu("point_of_sale.menu_point_of_sale", "pos_sync_order_menu"),
        see("the orders, of which there are none", ".o_view_nocontent, .o_list_view"),
    ],
});

tours.add("pos_sync_backend_cashier", {
    test: true,
    url: "/web",
    steps: () => [
        click("the apps", ".o_navbar_apps_menu button"),
        click("the point of sale", ".o_app[data-menu-xmlid='point_of_sale.menu_point_root']"),
        click(
            "its orders",
            ".o_menu_sections button[data-menu-xmlid='point_of_sale.menu_point_of_sale']"
        ),
        see(
            "none of ours",
            ".o-dropdown--menu:not(:has([data-menu-xmlid^='bi_pos_multi_session_sync']))"
        ),
    ],
});
