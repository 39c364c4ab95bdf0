package org.l402.internal.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Recoverable ECDSA on secp256k1, as BOLT 11 signs. By Bouncy Castle: no JDK since 16 has the curve. Thread-safe.
 *
 * <p>Points are 33 compressed bytes; a signature is {@code r(32) s(32) recovery id(1)}.
 */
public final class Secp256k1 {
    /** Bytes in a recoverable signature. */
    public static final int SIGNATURE_LENGTH = 65;

    /** Bytes in a compressed public key. */
    public static final int PUBLIC_KEY_LENGTH = 33;

    static {
        startBouncyCastle();
    }

    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final BigInteger N = CURVE.getN();
    private static final BigInteger HALF_N = N.shiftRight(1);
    private static final BigInteger P = CURVE.getCurve().getField().getCharacteristic();
    private static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), N, CURVE.getH());

    private Secp256k1() {}

    /**
     * On a thread that ends at once: it leaves objects of its own in a thread-local variable of whatever thread comes
     * first, and the threads of a container outlive the web application.
     */
    private static void startBouncyCastle() {
        Thread thread = new Thread(CryptoServicesRegistrar::getServicesConstraints, "l402-crypto-start");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The public key of a 32-byte private key. */
    public static byte[] publicKey(byte[] privateKey) {
        return CURVE.getG().multiply(scalar(privateKey)).normalize().getEncoded(true);
    }

    /** A deterministic (RFC 6979), low-S, recoverable signature of a 32-byte digest. */
    public static byte[] sign(byte[] privateKey, byte[] digest) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(scalar(privateKey), DOMAIN));
        BigInteger[] rs = signer.generateSignature(digest);
        BigInteger s = rs[1].compareTo(HALF_N) > 0 ? N.subtract(rs[1]) : rs[1];
        byte[] signature = new byte[SIGNATURE_LENGTH];
        put(rs[0], signature, 0);
        put(s, signature, 32);
        byte[] expected = publicKey(privateKey);
        for (byte id = 0; id < 4; id++) {
            signature[64] = id;
            if (recover(signature, digest).filter(key -> same(key, expected)).isPresent()) {
                return signature;
            }
        }
        throw new IllegalStateException("no recovery id fits a signature of our own");
    }

    /** The key that made a signature, low or high S; empty if no key can have made it. */
    public static Optional<byte[]> recover(byte[] signature, byte[] digest) {
        BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature, 0, 32));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        int id = signature[64];
        if (id < 0 || id > 3 || outOfRange(r) || outOfRange(s)) {
            return Optional.empty();
        }
        BigInteger x = (id & 2) == 0 ? r : r.add(N);
        return lift(x, (id & 1) == 1).flatMap(point -> keyBehind(point, r, s, new BigInteger(1, digest)));
    }

    /** Whether {@code publicKey} made this signature; the recovery id is ignored and high S refused. */
    public static boolean verify(byte[] publicKey, byte[] signature, byte[] digest) {
        if (new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)).compareTo(HALF_N) > 0) {
            return false;
        }
        byte[] attempt = signature.clone();
        for (byte id = 0; id < 4; id++) {
            attempt[64] = id;
            if (recover(attempt, digest).filter(key -> same(key, publicKey)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<byte[]> keyBehind(ECPoint point, BigInteger r, BigInteger s, BigInteger e) {
        BigInteger inverse = r.modInverse(N);
        BigInteger toPoint = inverse.multiply(s).mod(N);
        BigInteger toGenerator = inverse.multiply(e.negate()).mod(N);
        ECPoint key = ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), toGenerator, point, toPoint)
                .normalize();
        return key.isInfinity() ? Optional.empty() : Optional.of(key.getEncoded(true));
    }

    private static Optional<ECPoint> lift(BigInteger x, boolean odd) {
        if (x.compareTo(P) >= 0) {
            return Optional.empty();
        }
        byte[] compressed = new byte[PUBLIC_KEY_LENGTH];
        compressed[0] = (byte) (odd ? 3 : 2);
        put(x, compressed, 1);
        try {
            return Optional.of(CURVE.getCurve().decodePoint(compressed));
        } catch (IllegalArgumentException notOnTheCurve) {
            return Optional.empty();
        }
    }

    private static boolean outOfRange(BigInteger value) {
        return value.signum() == 0 || value.compareTo(N) >= 0;
    }

    private static BigInteger scalar(byte[] privateKey) {
        BigInteger value = new BigInteger(1, privateKey);
        if (outOfRange(value)) {
            throw new IllegalArgumentException("not a secp256k1 private key");
        }
        return value;
    }

    private static boolean same(byte[] one, byte[] other) {
        return java.security.MessageDigest.isEqual(one, other);
    }

    private static void put(BigInteger value, byte[] out, int offset) {
        byte[] bytes = value.toByteArray();
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, out, offset + 32 - length, length);
    }
}
