// Buys from the quickstart at argv[2] with @getalby/lightning-tools, the payer behind Alby's wallets and agents.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { fetch402, fetchWithL402, getInvoiceAmount, getPaymentHash } from '@getalby/lightning-tools/402';

const seller = process.argv[2];
const report = `${seller}/reports/daily`;
const summarize = `${seller}/v1/summarize`;
const text = 'Lightning moves money. Lightning moves money between machines within a second. Cats sleep.';
const json = (body) => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

// A customer's wallet: every payment is one that the quickstart's development wallet made and can prove.
const wallet = {
  paidSat: 0,
  payments: 0,
  async payInvoice({ invoice }) {
    const answer = await fetch(`${seller}/dev/pay`, { method: 'POST', body: invoice });
    const { preimage } = await answer.json();
    const hash = createHash('sha256').update(Buffer.from(preimage, 'hex')).digest('hex');
    assert.equal(hash, getPaymentHash(invoice), 'the preimage belongs to the invoice');
    this.paidSat += getInvoiceAmount(invoice);
    this.payments += 1;
    return { preimage };
  },
};

async function costs(sat, call) {
  const before = wallet.paidSat;
  const answer = await call();
  assert.equal(wallet.paidSat - before, sat, 'satoshi paid');
  return answer;
}

let failed = 0;
async function check(name, body) {
  try {
    await body();
    console.log(`ok - lightning-tools: ${name}`);
  } catch (e) {
    failed += 1;
    console.log(`not ok - lightning-tools: ${name}: ${e.message.replaceAll('\n', ' ')}`);
  }
}

await check('what has no price costs nothing', async () => {
  const answer = await costs(0, () => fetch402(`${seller}/health`, {}, { wallet }));
  assert.equal(answer.status, 200);
});

await check('the first call of a day is free', async () => {
  const answer = await costs(0, () => fetch402(summarize, json({ text }), { wallet }));
  assert.equal(answer.status, 200);
  assert.equal(answer.payment, undefined);
});

await check('JSON is posted twice, the second time with the payment', async () => {
  const answer = await costs(30, () => fetch402(summarize, json({ text, sentences: 1 }), { wallet }));
  assert.equal(answer.status, 200);
  assert.match((await answer.json()).summary, /^Lightning moves money/);
});

await check('GET is bought by fetch402', async () => {
  const answer = await costs(5, () => fetch402(report, {}, { wallet }));
  assert.equal(answer.status, 200);
  assert.equal(answer.payment.amountSat, 5);
  assert.match(await answer.text(), /^Report of /);
});

await check('GET is bought by fetchWithL402', async () => {
  const answer = await costs(5, () => fetchWithL402(report, {}, { wallet }));
  assert.equal(answer.status, 200);
  assert.match(answer.payment.credentials.value, /^L402 [A-Za-z0-9+/]+=*:[0-9a-f]{64}$/);
});

await check('a spent credential is answered by a new challenge and by no second payment', async () => {
  const first = await costs(5, () => fetch402(report, {}, { wallet }));
  const again = await costs(0, () =>
    fetch402(report, {}, { wallet, credentials: first.payment.credentials }));
  assert.equal(again.status, 402);
  assert.match(again.headers.get('WWW-Authenticate'), /^L402 macaroon="/);
});

await check('a client that starts over pays again', async () => {
  const answer = await costs(5, () => fetch402(report, {}, { wallet }));
  assert.equal(answer.status, 200);
});

await check('a call that failed leaves the credential good', async () => {
  const refused = await costs(30, () => fetch402(summarize, json({ text: '' }), { wallet }));
  assert.equal(refused.status, 400);
  const { credentials } = refused.payment;
  const answer = await costs(0, () => fetch402(summarize, json({ text }), { wallet, credentials }));
  assert.equal(answer.status, 200);
  const spent = await costs(0, () => fetch402(summarize, json({ text }), { wallet, credentials }));
  assert.equal(spent.status, 402);
});

await check('a price above the limit of the client is not paid', async () => {
  await costs(0, () => assert.rejects(fetch402(report, {}, { wallet, maxAmount: 4 })));
});

await check('a payment whose answer was lost is resumed without another one', async () => {
  let preimage;
  const unsteady = {
    async payInvoice(invoice) {
      ({ preimage } = await wallet.payInvoice(invoice));
      throw new Error('connection to the wallet lost');
    },
  };
  const lost = await costs(5, () => fetch402(report, {}, { wallet: unsteady }).catch((e) => e));
  assert.equal(lost.name, 'Fetch402InterruptedError');
  const resume = { pendingPayment: JSON.parse(JSON.stringify(lost.pendingPayment)), preimage };
  const answer = await costs(0, () => fetch402(report, {}, { wallet, resume }));
  assert.equal(answer.status, 200);
});

process.exitCode = failed === 0 ? 0 : 1;
