package org.l402.internal.token;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.l402.ledger.AccountId;
import org.l402.ledger.Draw;
import org.l402.ledger.Funding;
import org.l402.macaroon.Identifier;

/**
 * A token that was paid for and is good for the request at hand. Only {@link TokenVerifier} makes one.
 *
 * <p>Says nothing about what is left of its balance.
 */
public final class VerifiedToken {
    private final Identifier identifier;
    private final Grant grant;
    private final Instant expiresAt;
    private final List<Draw> draws;

    VerifiedToken(Identifier identifier, Grant grant, Instant expiresAt, List<Draw> budgets) {
        this.identifier = identifier;
        this.grant = grant;
        this.expiresAt = expiresAt;
        AccountId account = grant.accountOf(identifier.paymentHash());
        Draw own = new Draw(account, grant.payment(identifier.paymentHash()));
        if (budgets.isEmpty()) {
            this.draws = List.of(own);
        } else {
            List<Draw> all = new ArrayList<>(budgets);
            all.add(0, own);
            this.draws = List.copyOf(all);
        }
    }

    public Identifier identifier() {
        return identifier;
    }

    public Grant grant() {
        return grant;
    }

    /** When the token ends under its restrictions; never after its grant. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** The balance of the token first, then every budget that limits it. */
    public List<Draw> draws() {
        return draws;
    }

    /** A budgeted token must not get more authority than it presented, not even a look at the balance behind it. */
    public boolean budgeted() {
        return draws.size() > 1;
    }

    static Draw budget(AccountId row, long amountMsat, Instant expiresAt) {
        return new Draw(row, new Funding.Budget(amountMsat, expiresAt));
    }
}
