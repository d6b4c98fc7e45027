from . import pos_sync_order_action
