"""The customer's side of the quickstart's development wallet, for clients in Python."""

import hashlib
import http.server
import json
import subprocess
import sys
import traceback
import urllib.request


def pay(seller, invoice):
    """The preimage of an invoice, in hexadecimal."""
    request = urllib.request.Request(seller + "/dev/pay", data=invoice.encode(), method="POST")
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)["preimage"]


class Node(http.server.BaseHTTPRequestHandler):
    """As much of the REST interface of an lnd node as a paying client needs."""

    seller = None

    def do_POST(self):
        order = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        preimage = bytes.fromhex(pay(self.seller, order["payment_request"]))
        answer = json.dumps({
            "result": {
                "status": "SUCCEEDED",
                "payment_preimage": preimage.hex(),
                "payment_hash": hashlib.sha256(preimage).hexdigest(),
                "fee_sat": "0",
                "fee_msat": "0",
            }
        }).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


def start_node(seller):
    """Starts a Node; returns its process and its address. A process of its own, because a client in native code may
    keep the interpreter's lock while it waits for the node."""
    process = subprocess.Popen([sys.executable, __file__, seller], stdout=subprocess.PIPE, text=True)
    return process, process.stdout.readline().strip()


class Checks:
    """Runs checks one by one and says how each ended."""

    def __init__(self, client):
        self.client = client
        self.failed = 0

    def __call__(self, name):
        def run(body):
            try:
                body()
                print(f"ok - {self.client}: {name}", flush=True)
            except Exception as e:
                self.failed += 1
                where = traceback.extract_tb(e.__traceback__)[-1]
                print(f"not ok - {self.client}: {name}: {type(e).__name__} {e} at line {where.lineno}", flush=True)
            return body

        return run


def equal(found, expected):
    if found != expected:
        raise AssertionError(f"{found!r} instead of {expected!r}")


if __name__ == "__main__":
    Node.seller = sys.argv[1]
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Node) as server:
        print(f"http://127.0.0.1:{server.server_port}", flush=True)
        server.serve_forever()
