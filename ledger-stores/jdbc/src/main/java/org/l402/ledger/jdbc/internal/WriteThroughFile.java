package org.l402.ledger.jdbc.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.store.fs.FileBaseDefault;

/**
 * An H2 file of which no crash loses a commit. Three things are done that H2 leaves undone:
 *
 * <ul>
 *   <li>Every write is on the disk when it returns ({@code O_DSYNC}).
 *   <li>The last block of a chunk (what one commit writes), by which H2 knows that it is complete, is written after the
 *       others.
 *   <li>H2 is asked to write its header after every chunk. By itself it does so at the twentieth, finds the newest one by
 *       following a chain from the header, and it uses the space of that chain again if commits are rare: killed at that
 *       moment, it opens the file as it was several commits ago.
 * </ul>
 *
 * <p>Not a {@link java.nio.channels.FileChannel} of the JDK underneath: that closes itself, and with it the whole
 * database, when a thread that uses it is interrupted, and containers interrupt request threads.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // The locks below take the place of the monitor.
final class WriteThroughFile extends FileBaseDefault {
    private static final int BLOCK = 4096;

    private final RandomAccessFile writer;
    private final RandomAccessFile reader;
    // Two handles and two locks: a read need not wait until a write is on the disk.
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();
    private final Runnable afterChunk;

    /** @param afterChunk runs on H2's thread, before H2 decides whether to write its header */
    WriteThroughFile(String name, Runnable afterChunk) throws IOException {
        this.writer = new RandomAccessFile(name, "rwd");
        this.reader = new RandomAccessFile(name, "r");
        this.afterChunk = afterChunk;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        byte[] bytes = new byte[target.remaining()];
        int count;
        reading.lock();
        try {
            reader.seek(position);
            count = reader.read(bytes, 0, bytes.length);
        } finally {
            reading.unlock();
        }
        target.put(bytes, 0, Math.max(count, 0));
        return count;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        int last = Math.max(0, bytes.length - BLOCK);
        writing.lock();
        try {
            writer.seek(position);
            if (last > 0) {
                writer.write(bytes, 0, last);
            }
            writer.write(bytes, last, bytes.length - last);
        } finally {
            writing.unlock();
        }
        if (position > 0) {
            afterChunk.run();
        }
        return bytes.length;
    }

    @Override
    public long size() throws IOException {
        return writer.length();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
        writing.lock();
        try {
            if (size < writer.length()) {
                writer.setLength(size);
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void force(boolean metaData) throws IOException {
        writer.getFD().sync();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return writer.getChannel().tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        reader.close();
        writer.close();
    }
}
