{
    "name": "POS Multi Session Order Synchronization",
    "summary": "Hand orders over between POS tills, in real time and exactly once",
    "version": "17.0.1.0.0",
    "category": "Sales/Point of Sale",
    "author": "bi_pos_multi_session_sync maintainers",
    "license": "OPL-1",
    "price": 30.00,
    "currency": "USD",
    "depends": ["point_of_sale", "stock", "account", "mail"],
    "data": [],
    "demo": [],
    "assets": {
        "point_of_sale._assets_pos": ["bi_pos_multi_session_sync/static/src/**/*"],
        "web.assets_tests": ["bi_pos_multi_session_sync/static/tests/tours/**/*"],
    },
    "application": True,
}
