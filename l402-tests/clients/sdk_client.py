"""Buys from the quickstart at argv[1] with L402sdk, a client in Rust that pays from an lnd node."""

import sys

from l402 import Budget, L402Client

from wallets import Checks, equal, start_node

seller = sys.argv[1]
check = Checks("l402sdk")
process, node = start_node(seller)
client = L402Client.with_lnd_rest(node, "00")


@check("GET is bought")
def _():
    answer = client.get(seller + "/reports/daily")
    equal((answer.status, answer.paid), (200, True))
    equal(client.total_spent(), 5)


@check("a cached credential that is spent is replaced by a new one")
def _():
    equal(client.get(seller + "/reports/daily").status, 200)
    equal(client.total_spent(), 10)


@check("JSON is posted")
def _():
    answer = client.post(seller + "/v1/summarize", '{"text": "Money moves. Cats sleep."}')
    equal(answer.status, 200)
    equal(client.total_spent(), 40)


@check("a price above the budget is not paid")
def _():
    poor = L402Client.with_lnd_rest(node, "00", budget=Budget(per_request_max=4))
    try:
        poor.get(seller + "/reports/daily")
    except Exception:
        equal(poor.total_spent(), 0)
        return
    raise AssertionError("paid above its budget")


process.kill()
sys.exit(1 if check.failed else 0)
