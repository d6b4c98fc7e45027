{
    "name": "Baselines of the bench",
    "summary": "Loaded by dev/bench as a server-wide module, installed nowhere",
    "version": "17.0.1.0.0",
    "author": "The maintainers of bi_pos_multi_session_sync",
    "license": "OPL-1",
    "depends": ["point_of_sale"],
    "installable": False,
}
