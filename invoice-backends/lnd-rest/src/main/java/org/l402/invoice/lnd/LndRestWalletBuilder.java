package org.l402.invoice.lnd;

import jakarta.json.spi.JsonProvider;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.l402.config.ConfigurationException;
import org.l402.invoice.BackendTraits;
import org.l402.invoice.Network;

/**
 * Configures an {@link LndRestWallet}. Mutable, for one thread; {@link #build} checks everything together.
 *
 * <p>{@link #url}, {@link #macaroonFile} and {@link #network} are required. Both files are read again when they change.
 */
public final class LndRestWalletBuilder {
    private @Nullable String url;
    private @Nullable Path macaroonFile;
    private @Nullable Path tlsCertFile;
    private @Nullable Network network;
    private String name = LndRestWallet.NAME;
    private boolean allowAdminMacaroon;
    private boolean routeHints;
    private InstantSource clock = InstantSource.system();

    LndRestWalletBuilder() {}

    /**
     * Where lnd's REST interface is.
     *
     * @param address {@code https://host:port}; {@code http} only on this machine, for {@code --no-rest-tls}
     */
    public LndRestWalletBuilder url(String address) {
        this.url = address;
        return this;
    }

    /** The macaroon, in lnd's own binary form; readable by no stranger on this machine. */
    public LndRestWalletBuilder macaroonFile(Path file) {
        this.macaroonFile = file;
        return this;
    }

    /**
     * The certificate that lnd must show, in PEM: this one and no other, whatever host name it is for. Default: any
     * certificate that the platform's authorities vouch for and that names the host.
     */
    public LndRestWalletBuilder tlsCertFile(Path file) {
        this.tlsCertFile = file;
        return this;
    }

    /** The network of the node. */
    public LndRestWalletBuilder network(Network network) {
        this.network = network;
        return this;
    }

    /** Stands in every grant, so keep it when the address changes. Default: {@code lnd-rest}. */
    public LndRestWalletBuilder name(String name) {
        this.name = name;
        return this;
    }

    /** Whether a macaroon may allow more than invoices need. Default: no, because a thief of it could spend. */
    public LndRestWalletBuilder allowAdminMacaroon(boolean allow) {
        this.allowAdminMacaroon = allow;
        return this;
    }

    /**
     * Whether invoices name the node's unannounced channels, so that payers find a way. Needed by a node that has no other
     * channels; makes invoices longer. Default: no.
     */
    public LndRestWalletBuilder routeHints(boolean add) {
        this.routeHints = add;
        return this;
    }

    /** What time it is. Default: the system's clock. */
    public LndRestWalletBuilder clock(InstantSource source) {
        this.clock = source;
        return this;
    }

    /**
     * Checks everything and reads the files; does not call the node.
     *
     * @throws ConfigurationException with the setting that is wrong and the remedy
     */
    public LndRestWallet build() {
        RestAddress address = RestAddress.parse(require(url, "url", "write https://HOST:8080"));
        Path file =
                require(macaroonFile, "macaroon-file", "name the file of a macaroon; to make one: " + LndMacaroon.BAKE);
        Network net = require(network, "network", "write mainnet, testnet, signet, regtest or simnet");
        BackendTraits traits = traits(net);
        boolean allowAdmin = allowAdminMacaroon;
        Supplier<LndMacaroon> macaroon =
                new ReloadedFile<>(file, path -> LndMacaroon.read(path, allowAdmin), clock)::current;
        RestClient client = new RestClient(address, connecting(), macaroon, RestClient.USUAL_LIMIT);
        JsonProvider json = JsonProvider.provider();
        LndAnswers answers = new LndAnswers(json, new LndErrors(json, clock), clock);
        return new LndRestWallet(new LndRestWallet.Node(traits, routeHints), client, answers, json);
    }

    private RestClient.Connecting connecting() {
        Connections connections = new Connections();
        if (tlsCertFile == null) {
            HttpClient only = connections.trustingThePlatform();
            return new RestClient.Connecting(connections, () -> only, false);
        }
        // This builder may be changed and used again.
        InstantSource time = clock;
        // A new client for a new certificate: resumed sessions and kept connections would outlive the change.
        ReloadedFile<HttpClient> client =
                new ReloadedFile<>(tlsCertFile, path -> connections.pinnedTo(PinnedCertificate.read(path, time)), time);
        return new RestClient.Connecting(connections, client::current, true);
    }

    private BackendTraits traits(Network net) {
        if (name.equals(BackendTraits.DEVELOPMENT)) {
            throw new ConfigurationException("lnd-rest.name is wrong: \"" + name
                    + "\" names the wallet that only pretends to be paid; choose another");
        }
        try {
            return new BackendTraits(name, net, true, true);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("lnd-rest.name is wrong: " + e.getMessage());
        }
    }

    private static <T> T require(@Nullable T value, String setting, String remedy) {
        if (value == null) {
            throw new ConfigurationException("lnd-rest." + setting + " is missing; " + remedy);
        }
        return value;
    }
}
