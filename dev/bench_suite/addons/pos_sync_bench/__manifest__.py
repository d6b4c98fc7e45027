{
    "name": "POS Multi Session Order Synchronization: Benchmark",
    "summary": "What dev/bench asks of a server. Not part of the product.",
    "version": "17.0.1.0.0",
    "author": "bi_pos_multi_session_sync maintainers",
    "category": "Hidden",
    "license": "OPL-1",
    "depends": ["bi_pos_multi_session_sync"],
    "installable": True,
}
