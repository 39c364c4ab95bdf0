package org.l402;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JDK 17 keeps the class of the record whose {@code equals}, {@code hashCode} or {@code toString} was linked last, and with
 * it the class loader of a web application that is gone. So a class of the JDK is made the last.
 */
final class RecordCaches {
    private static final Logger LOG = LoggerFactory.getLogger(L402.class);
    private static final List<MethodType> METHODS = List.of(
            MethodType.methodType(boolean.class, String.class, Object.class),
            MethodType.methodType(int.class, String.class),
            MethodType.methodType(String.class, String.class));
    private static final List<String> NAMES = List.of("equals", "hashCode", "toString");

    private RecordCaches() {}

    static void forgetThisApplication() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle component = lookup.findVirtual(String.class, "strip", MethodType.methodType(String.class));
            for (int i = 0; i < NAMES.size(); i++) {
                ObjectMethods.bootstrap(lookup, NAMES.get(i), METHODS.get(i), String.class, "text", component);
            }
        } catch (Throwable e) {
            LOG.debug("Could not clear what the JDK keeps of records", e);
        }
    }
}
