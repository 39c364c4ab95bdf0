package org.l402.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A block chain of our own making: headers that link, and no proof of work, which regtest nodes do not ask for. */
final class RegtestChain {
    private static final int HEADER = 80;
    private static final byte[] NO_TRANSACTION = {};

    private final LightningNode[] nodes;
    private byte[] tip = new byte[32];
    private int height;

    RegtestChain(LightningNode... nodes) {
        this.nodes = nodes;
    }

    /** Puts a transaction into a block and buries it. */
    void confirm(byte[] transaction, int depth) {
        mine(transaction);
        for (int i = 1; i < depth; i++) {
            mine(NO_TRANSACTION);
        }
    }

    private void mine(byte[] transaction) {
        byte[] header = ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(2)
                .put(tip)
                .put(new byte[32])
                .putInt(height)
                .putInt(0)
                .putInt(height)
                .array();
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(header);
        block.write(transaction.length == 0 ? 0 : 1);
        block.writeBytes(transaction);
        height++;
        for (LightningNode node : nodes) {
            node.connect(block.toByteArray(), height);
        }
        tip = doubleSha256(header);
    }

    private static byte[] doubleSha256(byte[] bytes) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return sha.digest(sha.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
