"""Between tills and server: a proxy that does to each call what the plan says."""

import asyncio
import collections
import contextlib
import logging
import re
import threading

from server import free_port

TILL = "X-Storm-Till"
CALL = re.compile(r" /web/dataset/call_kw/(?:pos\.sync\.order|pos\.order)/(\w+)")
TOLD = 400  # characters of a call and of its answer in the diary
GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Proxy:
    """``with Proxy(server, plan) as proxy:`` listens on ``proxy.url``.

    Websockets go to the server's gevent port. Calls of tills that carry the header ``TILL`` meet
    the fate that the plan has for them while ``is_stormy``; ``counts`` says how many met which.
    """

    def __init__(self, server, plan):
        self.server, self.plan, self.is_stormy, self.is_cut = server, plan, False, False
        self.counts, self.numbers = collections.Counter(), collections.Counter()
        self.listeners = []  # called with the till, the method, the body and what it was answered
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.loop, self.late = asyncio.new_event_loop(), set()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def __enter__(self):
        self.thread.start()
        listening = asyncio.start_server(self._handle, "127.0.0.1", self.port, limit=2**20)
        asyncio.run_coroutine_threadsafe(listening, self.loop).result(10)
        return self

    def __exit__(self, *exc):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)

    def wait_for_late_copies(self):
        """Return when nothing is on its way any more."""
        for task in list(self.late):
            with contextlib.suppress(Exception):
                asyncio.run_coroutine_threadsafe(
                    asyncio.wait([task], timeout=30), self.loop
                ).result(40)

    # -- One connection ------------------------------------------------------------------------

    async def _handle(self, reader, writer):
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            head = await reader.readuntil(b"\r\n\r\n")
            text = head.decode("latin-1")
            if text.split(" ")[1].startswith("/websocket"):
                await self._tunnel(head, reader, writer)
            else:
                length = re.search(r"(?im)^content-length: *(\d+)", text)
                body = await reader.readexactly(int(length[1])) if length else b""
                head = re.sub(r"(?im)^connection: .*\r\n", "", text).rstrip("\r\n")
                request = f"{head}\r\nConnection: close\r\n\r\n".encode("latin-1") + body
                answer = await self._meet_fate(text, request)
                if answer is None:
                    writer.transport.abort()
                else:
                    writer.write(answer)
                    await writer.drain()
        with contextlib.suppress(OSError):
            writer.close()

    async def _meet_fate(self, text, request):
        """Return the answer that the caller gets, or None where he gets none."""
        till = re.search(rf"(?im)^{TILL}: *(.+?)\r$", text)
        call = CALL.search(text.split("\r\n", 1)[0])
        if not till or not call:
            return await self._ask(request)
        if self.is_cut:
            return None
        fate, seconds = "pass", 0
        if self.is_stormy:
            self.numbers[till[1]] += 1
            fate, seconds = self.plan.fate(till[1], self.numbers[till[1]], call[1])
        self.counts[fate] += 1
        answer = await getattr(self, "_" + re.sub(r"\W+", "_", fate))(request, seconds)
        what = "%s on its way: %s, the till reads %s"
        said = (answer or b"nothing").rsplit(b"\r\n\r\n", 1)[-1][:TOLD].decode("latin-1")
        logging.getLogger(f"storm.{till[1]}").info(what, call[1], fate, said)
        for listener in self.listeners if answer else ():
            listener(till[1], call[1], request.split(b"\r\n\r\n", 1)[1], answer)
        return answer

    async def _ask(self, request):
        """Return the server's answer as it is; where there is no server, that of a gateway."""
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.server.port)
            writer.write(request)
            await writer.drain()
            answer = await asyncio.wait_for(reader.read(-1), 90)
            writer.close()
            return answer or None
        except (OSError, asyncio.TimeoutError):
            return GATEWAY

    async def _tunnel(self, head, reader, writer):
        upstream, up = await asyncio.open_connection("127.0.0.1", self.server.gevent_port)
        up.write(head)

        async def pump(source, target):
            with contextlib.suppress(OSError):
                while data := await source.read(65536):
                    target.write(data)
                    await target.drain()
            target.close()

        await asyncio.gather(pump(reader, up), pump(upstream, writer))

    # -- Fates ---------------------------------------------------------------------------------

    async def _pass(self, request, _seconds):
        return await self._ask(request)

    async def _delayed(self, request, seconds):
        await asyncio.sleep(seconds)
        return await self._ask(request)

    async def _cut_before(self, _request, _seconds):
        return None

    async def _cut_after(self, request, _seconds):
        await self._ask(request)

    async def _cut_during(self, request, _seconds):
        self._later(self._ask(request))
        await asyncio.sleep(0.02)

    async def _twice_first_answer(self, request, _seconds):
        first, _second = await asyncio.gather(self._ask(request), self._ask(request))
        return first

    async def _twice_second_answer(self, request, _seconds):
        await self._ask(request)
        return await self._ask(request)

    async def _late_copy(self, request, seconds):
        answer = await self._ask(request)
        self._later(self._delayed(request, 2 * seconds))
        return answer

    def _later(self, coroutine):
        task = self.loop.create_task(coroutine)
        self.late.add(task)
        task.add_done_callback(self.late.discard)
