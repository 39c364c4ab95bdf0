package org.l402;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.macaroon.RootKeys;
import org.l402.price.Offer;
import org.l402.price.Price;

/** Time, randomness, storage and wallets come in through the builder, and through nothing else. */
class DeterminismTest {
    /** Not secure at all, and always the same. */
    private static final class Same extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final Random numbers = new Random(402);

        @Override
        public void nextBytes(byte[] bytes) {
            numbers.nextBytes(bytes);
        }

        @Override
        public long nextLong() {
            return numbers.nextLong();
        }
    }

    @Test
    @Tag("invariant-10")
    void theSameTimeRandomnessAndWalletGiveTheSameAnswersToTheByte() {
        assertThat(story()).isEqualTo(story()).hasSizeGreaterThan(5);
    }

    private static List<String> story() {
        TestClock clock = new TestClock();
        TestWallet wallet = new TestWallet(clock);
        List<String> told = new ArrayList<>();
        L402 engine = L402.builder()
                .clock(clock)
                .random(new Same())
                .invoices(wallet)
                .rootKeys(RootKeys.of(Seller.KEY))
                .price("/x", Offer.fixed(Price.sats(5)).free("1 per PT1H"))
                .listener(event -> told.add(event.toString()))
                .build();
        for (int i = 0; i < 4; i++) {
            Decision decision = engine.decide(TestRequest.get("/x"));
            if (decision instanceof Decision.Deny deny) {
                deny.reply().headers().forEach(header -> told.add(header.value()));
                told.add(deny.reply().body());
            } else {
                ((Decision.Allow.Free) decision).charge().end(Charge.Outcome.READY);
            }
            clock.advance(Duration.ofMinutes(25));
        }
        engine.close();
        return told;
    }
}
