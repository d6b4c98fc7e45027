"""What nginx does in front of a prefork server: websockets to one port, all else to the other."""

import asyncio
import contextlib
import threading

BLOCK = 65536


class Proxy:
    """``with Proxy(server) as proxy:`` answers on ``proxy.url`` for a server with workers.

    A connection goes where the path of its first request belongs: browsers open a connection of
    its own for a websocket.
    """

    def __init__(self, server):
        self.ports = {True: server.gevent_port, False: server.port}
        self.loop = asyncio.new_event_loop()
        self.url = None

    def __enter__(self):
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        listening = asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.listener = asyncio.run_coroutine_threadsafe(listening, self.loop).result(10)
        self.url = f"http://127.0.0.1:{self.listener.sockets[0].getsockname()[1]}"
        return self

    def __exit__(self, *exc):
        self.loop.call_soon_threadsafe(self.listener.close)
        self.loop.call_soon_threadsafe(self.loop.stop)

    async def _answer(self, reader, writer):
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n")
            port = self.ports[head.split(b" ")[1].startswith(b"/websocket")]
            upstream, request = await asyncio.open_connection("127.0.0.1", port)
            request.write(head)
            await asyncio.gather(self._copy(reader, request), self._copy(upstream, writer))
        writer.close()

    async def _copy(self, reader, writer):
        with contextlib.suppress(OSError):
            while block := await reader.read(BLOCK):
                writer.write(block)
                await writer.drain()
        writer.close()
