package org.l402.ledger.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.l402.ledger.AccountId;
import org.l402.ledger.Draw;
import org.l402.ledger.Funding.Payment;

/** Credits payments and closes accounts, without a reservation. */
final class Crediting {
    private final Tables tables;

    Crediting(Tables tables) {
        this.tables = tables;
    }

    boolean topUp(Transaction transaction, AccountId account, Payment payment) throws SQLException {
        Draw draw = new Draw(account, payment);
        Books glance = Books.glance(tables, transaction, Books.touched(List.of(draw)));
        if (glance.admit(draw).isEmpty()) {
            return false;
        }
        if (!glance.changed()) {
            return true;
        }
        Books books = glance.locked();
        boolean admitted = books.admit(draw).isPresent();
        if (admitted) {
            books.write();
        }
        return admitted;
    }

    /** @return whether there was something to close */
    boolean close(Transaction transaction, Payment payment) throws SQLException {
        Draw draw = new Draw(AccountId.of(payment.hash()), payment);
        Books books =
                Books.glance(tables, transaction, Books.touched(List.of(draw))).locked();
        Optional<AccountRow> account = books.admit(draw);
        if (account.isPresent()) {
            account.get().close();
            books.write();
        }
        return account.isPresent();
    }
}
