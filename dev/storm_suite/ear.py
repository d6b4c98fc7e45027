"""A till's websocket: it hears the invitations, and comes back after every cut."""

import contextlib
import json
import threading

import websocket

PAUSE, DEAF = 0.5, 60  # seconds between two attempts, and without a word from the server
NOTIFICATION = "POS_SYNC_ORDER"


class Ear(threading.Thread):
    """Listens on the channel of a device's session until :meth:`close`.

    ``invited`` is set by each invitation to this till; ``heard`` holds ``(sync_id, event)`` of all.
    """

    def __init__(self, device):
        super().__init__(daemon=True, name=f"{device.name}: websocket")
        self.device, self.book, self.socket = device, device.book, None
        self.invited, self.over, self.heard, self.last = threading.Event(), threading.Event(), [], 0
        self.start()

    def run(self):
        while not self.over.is_set():
            try:
                self._listen()
            except (websocket.WebSocketException, OSError, ValueError):
                self.book.count("invitations", "websocket cut or refused")
            self.over.wait(PAUSE)

    def close(self):
        self.over.set()
        with contextlib.suppress(AttributeError, OSError, websocket.WebSocketException):
            self.socket.close()

    def _listen(self):
        device, url = self.device, self.device.server.url
        cookies = device.client.session.cookies.get_dict()
        self.socket = websocket.create_connection(
            url.replace("http", "ws", 1) + "/websocket",
            timeout=DEAF,
            origin=url,
            cookie="; ".join(f"{name}={value}" for name, value in cookies.items()),
        )
        data = {"channels": [device.channel], "last": self.last}
        self.socket.send(json.dumps({"event_name": "subscribe", "data": data}))
        self.book.count("invitations", "websocket open")
        while not self.over.is_set():
            for notification in json.loads(self.socket.recv()):
                self._hear(notification["id"], notification["message"])

    def _hear(self, number, message):
        self.last = max(self.last, number)
        payload = message["payload"]
        if message["type"] == NOTIFICATION and payload["config_id"] == self.device.config:
            self.book.count("invitations", payload["event"])
            self.heard.append((payload["sync_id"], payload["event"]))
            self.invited.set()
