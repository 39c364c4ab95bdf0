package org.l402.ledger.jdbc;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;
import org.l402.config.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables to the form that this version needs.
 *
 * <p>Names its files instead of letting Flyway look for them: looking depends on how a container loads classes, and finds
 * nothing in a named module.
 */
final class Migrations implements ResourceProvider {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final List<String> FILES = List.of("V1__ledger.sql");
    private static final String HISTORY = "l402_schema_history";

    private final String folder;

    /** @param folder of one kind of database, under {@code migrations} beside this class */
    Migrations(String folder) {
        this.folder = folder;
    }

    /** @throws ConfigurationException if the tables are not those of this or an earlier version */
    void migrate(Database database) {
        try {
            new FluentConfiguration(Migrations.class.getClassLoader())
                    .dataSource(database.connections())
                    .resourceProvider(this)
                    .javaMigrationClassProvider(List::of)
                    .table(HISTORY)
                    // The seller may keep tables of his own beside ours.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    // By default tables of a later version pass: no money is entrusted to those.
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            LOG.error("The tables of the ledger", e);
            throw new ConfigurationException(
                    "ledger: the tables in its database are not those of this version, or an update of them failed; use"
                            + " the version that wrote them or a later one (the log says more)");
        }
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return FILES.contains(name) ? new Migration(folder, name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return FILES.stream()
                .filter(name ->
                        name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(name -> new Migration(folder, name))
                .toList();
    }

    /** One file. */
    private static final class Migration extends LoadableResource {
        private final String path;
        private final String name;

        Migration(String folder, String name) {
            this.path = "migrations/" + folder + '/' + name;
            this.name = name;
        }

        @Override
        public Reader read() {
            InputStream file = Migrations.class.getResourceAsStream(path);
            return new InputStreamReader(Objects.requireNonNull(file, path), StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return path;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return path;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
