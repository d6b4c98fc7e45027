/** @odoo-module */

import {Navbar} from "@point_of_sale/app/navbar/navbar";
import {SyncBadge} from "@bi_pos_multi_session_sync/app/sync_badge/sync_badge";

Navbar.components = {...Navbar.components, SyncBadge};
