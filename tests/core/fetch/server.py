"""Serves a file over HTTP on this machine alone, as servers do on bad days: server.py FILE. Says its port on stderr.

What is wrong is the first part of the path; /sound is as it should be.
"""

import re
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

DATA = Path(sys.argv[1]).read_bytes()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    dropped = False  # it does so once where it would never end otherwise

    def log_message(self, *_):
        pass

    def answer(self, status, headers, body=b""):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def send(self, data, claimed=None):
        """All of it, or what the request's range asks for."""
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        begin = int(asked[1]) if asked and not self.path.startswith("/rangeless") else 0
        if begin >= len(data):
            self.answer(416, {"Content-Range": f"bytes */{len(data)}", "Content-Length": 0})
            return
        headers = {"Content-Length": len(data) - begin if claimed is None else claimed}
        if begin:
            headers["Content-Range"] = f"bytes {begin}-{len(data) - 1}/{len(data)}"
        self.answer(206 if begin else 200, headers, data[begin:])

    def do_GET(self):
        what = self.path.split("/")[1]
        resumed = "Range" in self.headers
        if what == "missing":
            self.answer(404, {"Content-Length": 0})
        elif what == "to_a_file":
            self.answer(302, {"Location": f"file://{sys.argv[1]}", "Content-Length": 0})
        elif what == "to_sound":
            self.answer(302, {"Location": "/sound", "Content-Length": 0})
        elif what == "round":
            self.answer(302, {"Location": "/round", "Content-Length": 0})
        elif (what == "drops" and not resumed) or (what == "rangeless" and not Handler.dropped):
            Handler.dropped = True
            self.answer(200, {"Content-Length": len(DATA)}, DATA[: len(DATA) // 2])
            self.close_connection = True
        elif what == "stalls":
            self.answer(200, {"Content-Length": len(DATA)}, DATA[:1000])
            time.sleep(60)
        elif what == "too_short":
            self.send(DATA, claimed=len(DATA) // 2)
            self.close_connection = True
        elif what == "endless":
            self.answer(200, {"Content-Length": 3 << 30}, DATA)
            self.close_connection = True
        elif what == "wrong":
            self.send(bytes([DATA[0] ^ 1]) + DATA[1:])
        elif what == "page":
            self.send(b"<html>Please log in</html>" * 100)
        else:
            self.send(DATA)


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    print(server.server_port, file=sys.stderr, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
