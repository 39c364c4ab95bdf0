package org.l402.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.l402.ledger.AccountId;
import org.l402.macaroon.Caveat;

class GrantTest {
    private static final Instant EXPIRES = Instant.ofEpochSecond(1_900_000_000);

    /** The format is for good: sold tokens cannot be recalled. */
    @Test
    void theTextOfVersionOneNeverChanges() {
        Grant plain = new Grant(
                "ask",
                "ask",
                5000,
                Tariff.fixed(5000),
                new Grant.Source("lnd", Optional.empty()),
                "0011223344556677",
                Optional.empty(),
                EXPIRES);
        Grant full = new Grant(
                "ask",
                "gold",
                6000,
                Tariff.computed(5500, "abcdefghijklmnopqrstuv"),
                new Grant.Source("lnd", Optional.of("https://x/y?z=1")),
                "0011223344556677",
                Optional.of(new AccountId(1, 2, 3, 4)),
                EXPIRES);

        assertThat(plain.caveat())
                .isEqualTo(
                        "l402:grant=1;kind=balance;offer=ask;paid=5000;price=5000;wallet=lnd;ledger=0011223344556677;"
                                + "expires=1900000000");
        assertThat(full.caveat())
                .isEqualTo(
                        "l402:grant=1;kind=balance;offer=ask;service=gold;paid=6000;price=5500;"
                                + "inputs=abcdefghijklmnopqrstuv;wallet=lnd;ref=https://x/y?z=1;ledger=0011223344556677;"
                                + "account=0000000000000001000000000000000200000000000000030000000000000004;expires=1900000000");
        assertThat(Grant.parse(Caveat.of(plain.caveat()))).contains(plain);
        assertThat(Grant.parse(Caveat.of(full.caveat()))).contains(full);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "l402:grant=",
                "l402:grant=2;kind=balance;offer=a;paid=1;price=1;wallet=w;ledger=l;expires=1",
                "l402:grant=1;kind=pass;offer=a;paid=1;price=1;wallet=w;ledger=l;expires=1",
                "l402:grant=1;offer=a;kind=balance;paid=1;price=1;wallet=w;ledger=l;expires=1",
                "l402:grant=1;kind=balance;offer=a;paid=-1;price=1;wallet=w;ledger=l;expires=1",
                "l402:grant=1;kind=balance;offer=a;paid=x;price=1;wallet=w;ledger=l;expires=1",
                "l402:grant=1;kind=balance;offer=a;paid=99999999999999999999;price=1;wallet=w;ledger=l;expires=1",
                "l402:grant=1;kind=balance;offer=a;paid=1;price=1;wallet=w;ledger=l",
                "l402:grant=1;kind=balance;offer=a;paid=1;price=1;wallet=w;ledger=l;expires=1;",
                "l402:grant=1;kind=balance;offer=a;paid=1;price=1;wallet=w;ledger=l;expires=1;new=1",
                "l402:grant=1;kind=balance;offer=a;paid=1;paid=2;price=1;wallet=w;ledger=l;expires=1",
                "l402:grant=1;kind=balance;offer=a;paid=1;price=1;wallet=w;ledger=l;account=12;expires=1",
                " l402:grant=1;kind=balance;offer=a;paid=1;price=1;wallet=w;ledger=l;expires=1"
            })
    void whatIsNotExactlyVersionOneIsNoGrant(String text) {
        assertThat(Grant.parse(Caveat.of(text))).isEmpty();
    }
}
