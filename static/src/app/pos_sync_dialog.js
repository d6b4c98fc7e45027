/** @odoo-module */

import {onMounted, useExternalListener, useRef} from "@odoo/owl";
import {useActiveElement} from "@web/core/ui/ui_service";
import {useService} from "@web/core/utils/hooks";

/** For what lies over the cart: digits and scans do not reach the cart behind it. */
function useOwnKeys() {
    useService("number_buffer").use({triggerAtInput: () => {}});
}

/**
 * For a popup whose template has `t-ref="root"`: the focus goes into it, stays in it, and returns
 * to where it was. Core closes it at Escape.
 */
export function useDialog() {
    useActiveElement("root");
    useOwnKeys();
}

/**
 * For a screen whose template has `t-ref="root"`: it has the focus, and Escape closes it.
 *
 * @param {() => void} close
 * @returns {() => void} closes, and gives the focus back to where it was
 */
export function useScreen(close) {
    const {popups} = useService("popup");
    const root = useRef("root");
    const opener = document.activeElement;
    const leave = () => {
        close();
        opener?.focus();
    };
    useOwnKeys();
    onMounted(() => root.el.focus());
    useExternalListener(window, "keyup", ({key, target}) => {
        const isElsewhere = target.tagName === "INPUT" || Object.keys(popups).length;
        if (key === "Escape" && !isElsewhere) {
            leave();
        }
    });
    return leave;
}
