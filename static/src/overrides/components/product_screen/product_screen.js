/** @odoo-module */

import {ProductScreen} from "@point_of_sale/app/screens/product_screen/product_screen";
import {SyncCartMark} from "@bi_pos_multi_session_sync/app/cart_mark/cart_mark";

ProductScreen.components = {...ProductScreen.components, SyncCartMark};
