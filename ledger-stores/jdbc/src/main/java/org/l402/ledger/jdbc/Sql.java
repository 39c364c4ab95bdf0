package org.l402.ledger.jdbc;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.l402.ledger.AccountId;
import org.l402.ledger.ReservationId;

/** One SQL statement. Values only ever reach it as parameters. */
record Sql(String text) {
    /** Makes a value of the row that a result stands at. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @return rows changed */
    int update(Connection connection, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, values)) {
            return statement.executeUpdate();
        }
    }

    <T> List<T> rows(Connection connection, Reader<T> reader, @Nullable Object... values) throws SQLException {
        List<T> found = new ArrayList<>(1);
        try (PreparedStatement statement = prepared(connection, values);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }

    /** The first row. */
    <T> Optional<T> row(Connection connection, Reader<T> reader, @Nullable Object... values) throws SQLException {
        return rows(connection, reader, values).stream().findFirst();
    }

    private PreparedStatement prepared(Connection connection, @Nullable Object[] values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.VARBINARY);
        } else if (value instanceof AccountId id) {
            statement.setBytes(index, id.bytes());
        } else if (value instanceof ReservationId id) {
            ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
            statement.setBytes(index, bytes.putLong(id.high()).putLong(id.low()).array());
        } else {
            statement.setObject(index, value);
        }
    }
}
