"""The room's view in a browser: each viewer gets a process of its own that joins as the room.

textual-serve draws a terminal into a page. It lets in any page that the user visits, so what comes from another site,
or by another name than this machine's, is turned away before it gets there.
"""

from __future__ import annotations

import shlex
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from facilitator.domain.errors import Refused

LOCAL = ("127.0.0.1", "localhost")


def serve_room(workspace: str | None, path: Path, port: int) -> int:
    """Serve until interrupted. Refused where textual-serve is not installed, or the session is not shared here."""
    from facilitator.live.beacon import read_beacon
    from facilitator.store.lock import Lock

    if not (Lock.held(path) and read_beacon(path)):
        raise Refused(f"{path.stem} is not shared now. Open it with: facilitator open {path.stem} --share")
    try:
        web: Any = import_module("aiohttp.web")  # an extra: most meetings do without browsers
        server: Any = import_module("textual_serve.server").Server
    except ImportError as fault:
        raise Refused("For a browser textual-serve is needed: pip install 'facilitator[serve]'.") from fault

    async def only_ours(request: Any, handler: Any) -> Any:
        name = request.host.rpartition(":")[0] or request.host
        origin = request.headers.get("Origin")
        if name not in LOCAL or origin not in (None, *(f"http://{each}:{port}" for each in LOCAL)):
            raise web.HTTPForbidden(text="Only from this machine.")
        return await handler(request)

    class Room(server):  # type: ignore[misc]
        async def _make_app(self) -> Any:
            app = await super()._make_app()
            app.middlewares.append(web.middleware(only_ours))
            return app

    words = [sys.executable, "-m", "facilitator"]
    words += ["--workspace", workspace] if workspace else []
    command = shlex.join([*words, "join", "--as", "room", "--session", path.stem])
    print(f"The room's view: http://127.0.0.1:{port}/  (Ctrl+C ends it)")
    print("Each viewer is a process of its own, of about 40 MB. Put a proxy that authenticates before it for others.")
    Room(command, host="127.0.0.1", port=port, title=path.stem).serve()
    return 0
