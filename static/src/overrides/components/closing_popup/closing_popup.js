/** @odoo-module */

import {ClosePosPopup} from "@point_of_sale/app/navbar/closing_popup/closing_popup";

ClosePosPopup.props = [...ClosePosPopup.props, "sync_orders?"];
