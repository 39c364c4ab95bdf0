package org.l402.ledger.jdbc.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.store.fs.FileBaseDefault;

/**
 * An H2 file of which no crash loses a commit. Three things are done that H2 leaves undone:
 *
 * <ul>
 *   <li>Every write is on the disk when it returns ({@code O_DSYNC}).
 *   <li>The last block of a chunk, by which H2 knows that it is complete, is written after the others.
 *   <li>The header names each chunk as soon as it is complete. H2 saves itself most of that and finds the newest chunk by
 *       following a chain of older ones, and it uses the space of those again: killed at the wrong time, it opens the
 *       file as it was several commits ago.
 * </ul>
 *
 * <p>Not a {@link java.nio.channels.FileChannel} of the JDK underneath: that closes itself, and with it the whole
 * database, when a thread that uses it is interrupted, and containers interrupt request threads.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // The locks below take the place of the monitor.
final class WriteThroughFile extends FileBaseDefault {
    private final RandomAccessFile writer;
    private final RandomAccessFile reader;
    // Two handles and two locks: a read need not wait until a write is on the disk.
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();
    private final StoreHeader header = new StoreHeader();
    private String headerOnDisk = "";

    WriteThroughFile(String name) throws IOException {
        writer = new RandomAccessFile(name, "rwd");
        reader = new RandomAccessFile(name, "r");
        if (writer.length() >= StoreHeader.LENGTH) {
            byte[] blocks = new byte[StoreHeader.LENGTH];
            reader.readFully(blocks);
            header.load(blocks);
        }
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
        writing.lock();
        try {
            if (position == 0) {
                header.take(bytes);
                writeHeader();
            } else {
                writeChunk(bytes, position);
            }
        } finally {
            writing.unlock();
        }
        return bytes.length;
    }

    private void writeChunk(byte[] bytes, long position) throws IOException {
        int last = Math.max(0, bytes.length - StoreHeader.BLOCK);
        writer.seek(position);
        if (last > 0) {
            writer.write(bytes, 0, last);
        }
        writer.write(bytes, last, bytes.length - last);
        boolean newest = header.follow(bytes, position);
        // H2 finds a chunk at the end of the file by itself.
        boolean atEnd = position + bytes.length == writer.length();
        if (newest && (!atEnd || header.clean())) {
            header.written();
            writeHeader();
        }
    }

    private void writeHeader() throws IOException {
        String line = header.line();
        if (!line.equals(headerOnDisk)) {
            byte[] copy = Arrays.copyOf((line + '\n').getBytes(StandardCharsets.ISO_8859_1), StoreHeader.BLOCK);
            byte[] blocks = Arrays.copyOf(copy, StoreHeader.LENGTH);
            System.arraycopy(copy, 0, blocks, StoreHeader.BLOCK, StoreHeader.BLOCK);
            writer.seek(0);
            writer.write(blocks);
            headerOnDisk = line;
        }
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
