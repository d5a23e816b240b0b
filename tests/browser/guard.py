"""What no page may do: ask another host, open a dialog of the browser, throw."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, WebError


class Guard:
    """Listens to every page of a context and keeps what went wrong in `faults`."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.faults: list[str] = []
        self._base = unquote(base)
        address = urlsplit(base)
        # A page from a folder has no origin to name in the addresses of what it makes itself.
        origin = "null" if address.scheme == "file" else f"{address.scheme}://{address.netloc}"
        self._blob = f"blob:{origin}"
        context.on("request", self._request)
        context.on("dialog", self._dialog)
        context.on("weberror", self._error)
        context.on("console", self._console)

    def _request(self, request: Request) -> None:
        if not unquote(request.url).startswith((self._base, "data:", self._blob, "about:")):
            self.faults.append(f"request to {request.url}")

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"{dialog.type} dialog: {dialog.message}")
        dialog.dismiss()

    def _error(self, error: WebError) -> None:
        self.faults.append(f"uncaught: {error.error.message}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")
