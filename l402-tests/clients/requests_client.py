"""Buys from the quickstart at argv[1] with l402-requests, an auto-paying client on top of httpx."""

import asyncio
import sys

from l402_requests import AsyncL402Client, L402Client
from l402_requests.wallets import WalletBase

from wallets import Checks, equal, pay

seller = sys.argv[1]
check = Checks("l402-requests")


class Wallet(WalletBase):
    async def pay_invoice(self, bolt11):
        return pay(seller, bolt11)


client = L402Client(wallet=Wallet())


def spent(payer=client):
    return [record.amount_sats for record in payer.spending_log.records]


@check("GET is bought")
def _():
    answer = client.get(seller + "/reports/daily")
    equal(answer.status_code, 200)
    equal(answer.text[:10], "Report of ")
    equal(spent(), [5])


@check("a cached credential that is spent is replaced by a new one")
def _():
    equal(client.get(seller + "/reports/daily").status_code, 200)
    equal(spent(), [5, 5])


@check("JSON is posted")
def _():
    answer = client.post(seller + "/v1/summarize", json={"text": "Money moves. Money moves fast. Cats sleep."})
    equal(answer.status_code, 200)
    equal("Money moves" in answer.json()["summary"], True)
    equal(spent(), [5, 5, 30])


@check("a cached credential whose call failed is used again")
def _():
    fresh = L402Client(wallet=Wallet())
    equal(fresh.post(seller + "/v1/summarize", json={"text": ""}).status_code, 400)
    equal(fresh.post(seller + "/v1/summarize", json={"text": "Money moves."}).status_code, 200)
    equal(spent(fresh), [30])


@check("GET is bought asynchronously")
def _():
    async def buy():
        async with AsyncL402Client(wallet=Wallet()) as payer:
            return await payer.get(seller + "/reports/daily"), spent(payer)

    answer, amounts = asyncio.run(buy())
    equal(answer.status_code, 200)
    equal(amounts, [5])


sys.exit(1 if check.failed else 0)
