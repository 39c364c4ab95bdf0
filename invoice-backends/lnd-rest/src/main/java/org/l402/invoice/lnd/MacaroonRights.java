package org.l402.invoice.lnd;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.l402.macaroon.Macaroon;

/**
 * What a macaroon of lnd allows, read from its identifier: the byte 3, then in protobuf
 * {@code {1: nonce, 2: root key id, 3: repeated {1: entity, 2: repeated action}}} (gopkg.in/macaroon-bakery.v2).
 */
final class MacaroonRights {
    private static final int BAKERY_VERSION = 3;
    private static final int OPERATIONS = 3;
    private static final int ENTITY = 1;
    private static final int ACTION = 2;

    /** Entities that hold no money and no other secret. */
    private static final Set<String> HARMLESS_ENTITIES = Set.of("invoices", "address");

    /** Calls that neither spend nor sign nor change the node. */
    private static final Pattern HARMLESS_CALLS = Pattern.compile("/invoicesrpc\\.Invoices/.*"
            + "|/lnrpc\\.State/.*"
            + "|/lnrpc\\.Lightning/(AddInvoice|NewAddress)"
            + "|/[^/]+/((Get|List|Lookup|Subscribe|Decode)[A-Za-z]*|[A-Za-z]*Balance)");

    private MacaroonRights() {}

    /**
     * The first thing that it allows and a seller of HTTP endpoints does not need, like {@code offchain:write}; empty if
     * there is none, or if this is no identifier of lnd.
     */
    static Optional<String> beyondInvoices(Macaroon macaroon) {
        byte[] identifier = macaroon.identifier();
        if (identifier.length == 0 || identifier[0] != BAKERY_VERSION) {
            return Optional.empty();
        }
        try {
            byte[] message = Arrays.copyOfRange(identifier, 1, identifier.length);
            return ProtobufFields.of(message, OPERATIONS).stream()
                    .map(MacaroonRights::excess)
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (IllegalArgumentException notAsExpected) {
            return Optional.empty();
        }
    }

    private static Optional<String> excess(byte[] operation) {
        String entity = texts(operation, ENTITY).stream().findFirst().orElse("");
        return texts(operation, ACTION).stream()
                .filter(action -> !harmless(entity, action))
                .findFirst()
                .map(action -> printable(entity + ":" + action));
    }

    private static boolean harmless(String entity, String action) {
        if (entity.equals("uri")) {
            return HARMLESS_CALLS.matcher(action).matches();
        }
        return action.equals("read") || HARMLESS_ENTITIES.contains(entity);
    }

    private static List<String> texts(byte[] message, int field) {
        return ProtobufFields.of(message, field).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    /** The file could hold anything; the log should not. */
    private static String printable(String right) {
        return right.matches("[!-~]{1,100}") ? right : "an unknown operation";
    }
}
