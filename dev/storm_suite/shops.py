"""Where the tills of a storm are: the prepared database, with more senders and receivers."""

FLAGS = {
    "Counter": {"sender": True, "receiver": False},
    "Kiosk": {"sender": True, "receiver": False},
    "Checkout": {"sender": True, "receiver": True},
    "Checkout 2": {"sender": True, "receiver": True},
}
DEVICES = (
    "Counter",
    "Counter",
    "Kiosk",
    "Kiosk",
    "Checkout",
    "Checkout",
    "Checkout 2",
    "Checkout 2",
)


class Front:
    """The server as the tills see it: through the proxy, with what there is to know of the shops.

    It stands in for ``Server`` where a client or a till asks for one.
    """

    def __init__(self, server, url):
        self.database, self.tills, self.url = server.database, server.tills, url
        self.server, self.flags, admin = server, FLAGS, server.client()
        for shop, flags in FLAGS.items():
            values = {f"is_sync_{flag}": value for flag, value in flags.items()}
            admin("pos.config", "write", [self.tills[shop]["config"]], values)
        configs = {
            shop: admin("pos.config", "read", [till["config"]], ["payment_method_ids"])[0]
            for shop, till in self.tills.items()
        }
        self.payment_methods = {
            shop: config["payment_method_ids"][0] for shop, config in configs.items()
        }

    def client(self, login="admin", password=None):
        """Return a client past the proxy."""
        return self.server.client(login, password)

    def receivers_of(self, shop):
        """Return the ids of the receivers that a shop may send to."""
        return [
            self.tills[other]["config"]
            for other, flags in self.flags.items()
            if flags["receiver"] and other != shop
        ]
