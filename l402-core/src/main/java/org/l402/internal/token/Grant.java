package org.l402.internal.token;

import java.time.Instant;
import java.util.Optional;
import org.l402.invoice.PaymentHash;
import org.l402.ledger.AccountId;
import org.l402.ledger.Funding.Payment;
import org.l402.macaroon.Caveat;

/**
 * What was bought: caveat 0 of a token, written by the server that minted it and believed nowhere else.
 *
 * <pre>
 * l402:grant=1;kind=balance;offer=…[;service=…];paid=…;price=…[;inputs=…];wallet=…[;ref=…];ledger=…[;account=…];expires=…
 * </pre>
 *
 * <p>Amounts in millisatoshi, the expiry in seconds since 1970. Fields stand in this order; a reader refuses anything
 * else, so that a later version cannot be half understood.
 *
 * @param offer the offer that was quoted
 * @param service the service that the token is good for
 * @param paidMsat what the invoice asked for
 * @param tariff the unit price that was quoted
 * @param source the wallet that holds the money and its name for the invoice
 * @param ledgerId the ledger that may keep the balance
 * @param account the account that the payment tops up; empty if it opens its own
 * @param expiresAt when the token ends, whatever its restrictions say
 */
public record Grant(
        String offer,
        String service,
        long paidMsat,
        Tariff tariff,
        Source source,
        String ledgerId,
        Optional<AccountId> account,
        Instant expiresAt) {
    /** The condition of the caveat. */
    public static final String CONDITION = Restrictions.OWN_PREFIX + "grant";

    private static final String VERSION = "1";
    private static final String BALANCE = "balance";

    /** @param wallet name of the wallet; {@code reference} its own name for the invoice, if the hash is not enough */
    public record Source(String wallet, Optional<String> reference) {}

    /** The caveat text. */
    public String caveat() {
        StringBuilder text = new StringBuilder(CONDITION).append('=').append(VERSION);
        text.append(";kind=").append(BALANCE).append(";offer=").append(offer);
        if (!service.equals(offer)) {
            text.append(";service=").append(service);
        }
        text.append(";paid=").append(paidMsat).append(";price=").append(tariff.priceMsat());
        tariff.inputs().ifPresent(digest -> text.append(";inputs=").append(digest));
        text.append(";wallet=").append(source.wallet());
        source.reference().ifPresent(reference -> text.append(";ref=").append(reference));
        text.append(";ledger=").append(ledgerId);
        account.ifPresent(id -> text.append(";account=").append(id.hex()));
        return text.append(";expires=").append(expiresAt.getEpochSecond()).toString();
    }

    /**
     * Reads caveat 0 of a verified macaroon.
     *
     * @return empty if it is not a grant of this version
     */
    public static Optional<Grant> parse(Caveat caveat) {
        GrantReader in = new GrantReader(caveat);
        try {
            in.expect(CONDITION, VERSION);
            in.expect("kind", BALANCE);
            String offer = in.require("offer");
            Grant grant = new Grant(
                    offer,
                    in.find("service").orElse(offer),
                    in.number("paid"),
                    new Tariff(in.number("price"), in.find("inputs")),
                    new Source(in.require("wallet"), in.find("ref")),
                    in.require("ledger"),
                    in.find("account").map(AccountId::parse),
                    Instant.ofEpochSecond(in.number("expires")));
            in.requireEnd();
            return Optional.of(grant);
        } catch (IllegalArgumentException notOfThisVersion) {
            return Optional.empty();
        }
    }

    /** The account that requests with this token draw on. */
    public AccountId accountOf(PaymentHash hash) {
        return account.orElseGet(() -> AccountId.of(hash));
    }

    /** The payment as the ledger wants to know it. */
    public Payment payment(PaymentHash hash) {
        return new Payment(hash, paidMsat, expiresAt);
    }
}
