package org.l402.internal.token;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.l402.internal.crypto.HmacSha256;
import org.l402.internal.crypto.Sha256;
import org.l402.ledger.AccountId;
import org.l402.ledger.Draw;
import org.l402.macaroon.Caveat;
import org.l402.macaroon.RootKeys;

/**
 * Decides whether a presented token was paid for and is good for a request: preimage, signature chain, grant,
 * restrictions, in this order. Touches no store. Thread-safe.
 */
public final class TokenVerifier {
    private final RootKeys keys;
    private final byte[] budgetSecret;

    public TokenVerifier(RootKeys keys) {
        this.keys = keys;
        this.budgetSecret = keys.secret("budget");
    }

    /** Either a verified token or why not. */
    public Verification verify(PresentedToken presented, Circumstances request) {
        MessageDigest sha256 = Sha256.digest();
        boolean paid = presented.preimage().proves(presented.identifier().paymentHash(), sha256);
        if (!keys.signed(presented.macaroon(), presented.identifier(), sha256)) {
            boolean known = keys.knows(presented.identifier());
            return Verification.rejected(known ? Rejection.BAD_SIGNATURE : Rejection.UNKNOWN_KEY);
        }
        return paid ? granted(presented, request) : Verification.rejected(Rejection.WRONG_PREIMAGE);
    }

    private Verification granted(PresentedToken presented, Circumstances request) {
        List<Caveat> caveats = presented.macaroon().caveats();
        Optional<Grant> grant = caveats.isEmpty() ? Optional.empty() : Grant.parse(caveats.get(0));
        if (grant.isEmpty()) {
            return Verification.rejected(Rejection.NO_GRANT);
        }
        Restrictions restrictions = new Restrictions(grant.get(), request, presented.preimage());
        Rejection rejection = restrictions.check(caveats);
        if (rejection != null) {
            return Verification.rejected(rejection);
        }
        if (!grant.get().service().equals(request.offer().service())) {
            return Verification.rejected(Rejection.OTHER_SERVICE);
        }
        List<Draw> budgets =
                budgets(presented, restrictions.budgets(), grant.get().expiresAt());
        return Verification.accepted(
                new VerifiedToken(presented.identifier(), grant.get(), restrictions.expiresAt(), budgets));
    }

    /**
     * A budget counts in a row of its own, which only the holder of the root key can name. The row lives as long as the
     * grant: one that died with a shorter-lived copy of the token would come back full.
     */
    private List<Draw> budgets(PresentedToken token, List<Restrictions.Budget> budgets, Instant expiresAt) {
        if (budgets.isEmpty()) {
            return List.of();
        }
        byte[] rootKey = keys.rootKey(token.identifier()).orElseThrow();
        List<Draw> draws = new ArrayList<>();
        for (Restrictions.Budget budget : budgets) {
            byte[] row = new HmacSha256().mac(budgetSecret, token.macaroon().signatureAt(budget.caveat(), rootKey));
            draws.add(VerifiedToken.budget(AccountId.of(row), budget.amountMsat(), expiresAt));
        }
        return draws;
    }
}
