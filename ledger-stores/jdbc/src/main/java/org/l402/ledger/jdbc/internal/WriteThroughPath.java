package org.l402.ledger.jdbc.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import org.h2.mvstore.MVStore;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system for H2 in which a database is a {@link WriteThroughFile}.
 *
 * <p>Each ledger registers one under a scheme of its own. Nobody else can name it, so nobody else in this process can
 * change the settings of the open database.
 */
public final class WriteThroughPath extends FilePathWrapper {
    private static final String STORE_ENDING = ".mv.db";

    // Says in the header that the file was closed in order. H2 writes the header with the next chunk to take it back.
    private static final String CLEAN = "clean";

    private String scheme = "";
    // The one that is registered; H2 makes others from it.
    private WriteThroughPath root = this;
    private volatile Map<String, Object> header = new HashMap<>();

    /** For H2, which calls it by reflection. */
    public WriteThroughPath() {}

    /** Makes files reachable as {@code <scheme>:<file name>} until {@link #unregister}. */
    public static WriteThroughPath register(String scheme) {
        WriteThroughPath root = new WriteThroughPath();
        root.scheme = scheme;
        FilePath.register(root);
        return root;
    }

    /**
     * From now on this store writes its header after each chunk.
     *
     * @param store on a file of this scheme, which never moves chunks ({@code MAX_COMPACT_TIME=0}): the header would be
     *     written in between, and say that the file was closed in order
     */
    public void keepHeaderCurrent(MVStore store) {
        header = store.getStoreHeader();
    }

    /** Forgets the scheme: H2 may outlive the web application that this class belongs to. */
    public void unregister() {
        FilePath.unregister(this);
    }

    @Override
    public String getScheme() {
        return scheme;
    }

    @Override
    public FilePathWrapper getPath(String path) {
        return ofThisScheme(super.getPath(path));
    }

    @Override
    public FilePathWrapper wrap(FilePath path) {
        return ofThisScheme(super.wrap(path));
    }

    private FilePathWrapper ofThisScheme(FilePathWrapper path) {
        ((WriteThroughPath) path).scheme = scheme;
        ((WriteThroughPath) path).root = root;
        return path;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        boolean store = name.endsWith(STORE_ENDING) && !mode.equals("r");
        return store ? new WriteThroughFile(getBase().toString(), this::askForHeader) : super.open(mode);
    }

    /** H2 calls this with the lock of its header. */
    private void askForHeader() {
        root.header.put(CLEAN, 1);
    }
}
