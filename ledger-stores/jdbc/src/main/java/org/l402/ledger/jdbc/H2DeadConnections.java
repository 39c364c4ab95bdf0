package org.l402.ledger.jdbc;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;
import org.h2.api.ErrorCode;

/**
 * Tells the pool which connections to throw away; by itself it knows only codes of servers. A full disk, for one, makes H2
 * close the database: the old connections never work again, a new one opens it.
 */
final class H2DeadConnections implements SQLExceptionOverride {
    private static final Set<Integer> DEAD = Set.of(
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            ErrorCode.OBJECT_CLOSED,
            ErrorCode.CONNECTION_BROKEN_1,
            ErrorCode.IO_EXCEPTION_1,
            ErrorCode.IO_EXCEPTION_2,
            ErrorCode.GENERAL_ERROR_1,
            ErrorCode.FILE_CORRUPTED_1);

    // The interface has a type of the annotation's name.
    @java.lang.Override
    public Override adjudicate(SQLException e) {
        return DEAD.contains(e.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
