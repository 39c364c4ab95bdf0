package org.l402.invoice.lnd;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.security.cert.CertificateException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackendException;

/**
 * Says in words that help why there was no answer. Texts of foreign exceptions are not repeated.
 *
 * @param pinned whether one certificate only is trusted
 */
record TransportFailures(RestAddress address, boolean pinned) {
    InvoiceBackendException explain(Exception failure) {
        if (has(CertificateException.class, failure)) {
            return of(ErrorKind.AUTH, wrongCertificate());
        }
        if (has(LimitedBody.TooLongException.class, failure)) {
            return of(ErrorKind.UNAVAILABLE, address + " answered with more than 64 KiB; is it lnd?");
        }
        if (has(ConnectException.class, failure) || has(HttpConnectTimeoutException.class, failure)) {
            return of(
                    ErrorKind.UNAVAILABLE, "no connection to " + address + "; is lnd running, and lnd-rest.url right?");
        }
        if (has(TimeoutException.class, failure)) {
            return of(ErrorKind.TIMEOUT, address + " did not answer in time; is lnd synced to the chain?");
        }
        if (has(SSLException.class, failure)) {
            return of(
                    ErrorKind.UNAVAILABLE,
                    "no TLS connection to " + address
                            + "; if lnd runs with no-rest-tls, lnd-rest.url starts with http://");
        }
        return of(ErrorKind.UNAVAILABLE, "the connection to " + address + " broke (" + type(failure) + ")" + tlsHint());
    }

    /** lnd breaks a connection without TLS off so hard that its explanation is often lost. */
    private String tlsHint() {
        return address.encrypted() ? "" : "; unless lnd runs with no-rest-tls, write https:// in lnd-rest.url";
    }

    private String wrongCertificate() {
        return pinned
                ? address + " shows another certificate than the one in lnd-rest.tls-cert-file; if lnd renewed it, copy"
                        + " its tls.cert there"
                : "no authority of this JVM vouches for the certificate of " + address + " and its host name; for a"
                        + " certificate that lnd made itself, name its tls.cert in lnd-rest.tls-cert-file";
    }

    private static boolean has(Class<? extends Exception> type, Exception failure) {
        Throwable cause = failure;
        while (cause != null && !type.isInstance(cause)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    private static String type(Exception failure) {
        Throwable cause = failure.getCause();
        return (failure instanceof ExecutionException && cause != null ? cause : failure)
                .getClass()
                .getSimpleName();
    }

    private static InvoiceBackendException of(ErrorKind kind, String message) {
        return new InvoiceBackendException(kind, message);
    }
}
