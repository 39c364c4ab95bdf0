package org.l402.ledger.jdbc.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
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

    private String scheme = "";

    /** For H2, which calls it by reflection. */
    public WriteThroughPath() {}

    /** Makes files reachable as {@code <scheme>:<file name>} until {@link #unregister}. */
    public static WriteThroughPath register(String scheme) {
        WriteThroughPath root = new WriteThroughPath();
        root.scheme = scheme;
        FilePath.register(root);
        return root;
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
        return path;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        boolean store = name.endsWith(STORE_ENDING) && !mode.equals("r");
        return store ? new WriteThroughFile(getBase().toString()) : super.open(mode);
    }
}
