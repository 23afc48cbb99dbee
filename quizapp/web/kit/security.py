"""Headers and checks on every request and response, error pages included."""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_YEAR = 31_536_000


def _refuse_foreign_writes() -> None:
    # A second lock beside the CSRF token: browsers say themselves where a request was made.
    if request.method in SAFE_METHODS:
        return
    said = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    if said != "same-origin" or (origin is not None and urlsplit(origin).netloc != request.host):
        abort(403)


def _refuse_null_characters() -> None:
    # No text holds them, and PostgreSQL refuses to store or compare them.
    sent = (value for _, value in request.values.items(multi=True))
    if "\x00" in request.path or any("\x00" in value for value in sent):
        abort(400, "What was sent holds null characters, which no text has.")


def init(app: Flask, *, https: bool) -> None:
    """Put the checks and headers on everything the application answers."""

    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={_YEAR}; includeSubDomains")
        if request.endpoint == "static" and "v" in request.args and response.status_code in {200, 304}:
            response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
        elif request.endpoint != "static" or response.status_code >= 400:  # an error page greets its reader by name
            response.headers["Cache-Control"] = "no-store, private"
        return response

    app.before_request(_refuse_foreign_writes)
    app.before_request(_refuse_null_characters)
    app.after_request(add_headers)
