package org.l402.tests.http;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.l402.ledger.AccountId;
import org.l402.ledger.Balance;
import org.l402.ledger.Funding;
import org.l402.ledger.Ledger;
import org.l402.ledger.LedgerException;
import org.l402.ledger.LedgerTraits;
import org.l402.ledger.ReleaseCause;
import org.l402.ledger.ReservationId;
import org.l402.ledger.ReserveRequest;
import org.l402.ledger.Reserved;
import org.l402.ledger.Settled;

/** A ledger that can be switched off, as if its database were gone. */
final class SwitchedLedger implements Ledger {
    private final Ledger real;
    private volatile boolean down;

    SwitchedLedger(Ledger real) {
        this.real = real;
    }

    void down(boolean off) {
        down = off;
    }

    @Override
    public LedgerTraits traits() {
        return real.traits();
    }

    @Override
    public Reserved reserve(ReserveRequest request) {
        return unlessDown(() -> real.reserve(request));
    }

    @Override
    public boolean renew(ReservationId id, Duration lease) {
        return unlessDown(() -> real.renew(id, lease));
    }

    @Override
    public boolean extend(ReservationId id, long moreMsat) {
        return unlessDown(() -> real.extend(id, moreMsat));
    }

    @Override
    public Settled capture(ReservationId id, long actualMsat) {
        return unlessDown(() -> real.capture(id, actualMsat));
    }

    @Override
    public Settled release(ReservationId id, ReleaseCause cause) {
        return unlessDown(() -> real.release(id, cause));
    }

    @Override
    public boolean topUp(AccountId account, Funding.Payment payment) {
        return unlessDown(() -> real.topUp(account, payment));
    }

    @Override
    public Optional<Balance> balance(AccountId account) {
        return unlessDown(() -> real.balance(account));
    }

    @Override
    public void close(Funding.Payment payment) {
        real.close(payment);
    }

    @Override
    public boolean nearlyFull() {
        return unlessDown(real::nearlyFull);
    }

    @Override
    public void close() {
        real.close();
    }

    private <T> T unlessDown(Supplier<T> work) {
        if (down) {
            throw new LedgerException("jdbc:h2:/var/lib/secret-place refused", new IllegalStateException());
        }
        return work.get();
    }
}
