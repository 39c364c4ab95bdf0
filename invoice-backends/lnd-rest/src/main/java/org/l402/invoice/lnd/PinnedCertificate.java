package org.l402.invoice.lnd;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.l402.config.ConfigurationException;

/**
 * Trusts one certificate and no other, by its SHA-256. lnd signs its own and names hosts in it as they were when it was
 * made, so the host name decides nothing. Immutable.
 */
final class PinnedCertificate extends X509ExtendedTrustManager {
    private static final String PEM = "-----BEGIN CERTIFICATE-----";

    private final byte[] sha256;

    private PinnedCertificate(byte[] sha256) {
        this.sha256 = sha256;
    }

    /**
     * Reads {@code tls.cert}; of several certificates the first, which is the server's own, counts.
     *
     * @throws ConfigurationException if it cannot be read, holds no PEM certificate, or an expired one
     */
    static PinnedCertificate read(Path path, InstantSource clock) {
        SettingFile file = new SettingFile("lnd-rest.tls-cert-file", path);
        byte[] bytes = file.read();
        if (!new String(bytes, StandardCharsets.ISO_8859_1).contains(PEM)) {
            throw file.wrong("holds no certificate in PEM form; copy lnd's tls.cert");
        }
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
            requireCurrent(certificate, file, clock.instant());
            return new PinnedCertificate(sha256(certificate));
        } catch (CertificateException e) {
            throw file.wrong("holds no certificate that can be read; copy lnd's tls.cert");
        }
    }

    private static void requireCurrent(X509Certificate certificate, SettingFile file, Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        if (end.isBefore(now)) {
            throw file.wrong("expired at " + end
                    + "; remove tls.cert and tls.key on the node, restart lnd, and copy the" + " new tls.cert");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        if (chain.length == 0 || !MessageDigest.isEqual(sha256, sha256(chain[0]))) {
            throw new CertificateException("not the pinned certificate");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        throw new UnsupportedOperationException();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private static byte[] sha256(X509Certificate certificate) throws CertificateException {
        try {
            return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
