package org.l402.testkit;

import java.lang.ref.Reference;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ldk.batteries.ChannelManagerConstructor;
import org.ldk.enums.Network;
import org.ldk.structs.BroadcasterInterface;
import org.ldk.structs.ChainMonitor;
import org.ldk.structs.ChannelManager;
import org.ldk.structs.ChannelMonitor;
import org.ldk.structs.ChannelMonitorUpdate;
import org.ldk.structs.Event;
import org.ldk.structs.FeeEstimator;
import org.ldk.structs.InvoicePayer;
import org.ldk.structs.KeysInterface;
import org.ldk.structs.KeysManager;
import org.ldk.structs.Logger;
import org.ldk.structs.MonitorUpdateId;
import org.ldk.structs.MultiThreadedLockableScore;
import org.ldk.structs.NetworkGraph;
import org.ldk.structs.Option_FilterZ;
import org.ldk.structs.OutPoint;
import org.ldk.structs.Persist;
import org.ldk.structs.ProbabilisticScorer;
import org.ldk.structs.ProbabilisticScoringParameters;
import org.ldk.structs.Result_NoneChannelMonitorUpdateErrZ;
import org.ldk.structs.UserConfig;

/** One LDK node that keeps everything in memory. Its events are handled on a thread of its own: LDK's must not re-enter. */
final class LightningNode implements AutoCloseable {
    private static final int FEE_PER_KILOWEIGHT = 253;
    private static final int CONNECT_MILLIS = 5000;
    private static final int SEED_LENGTH = 32;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> broadcast = new LinkedBlockingQueue<>();
    private final ChainMonitor monitor;
    private final KeysInterface keys;
    private final ChannelManagerConstructor parts;
    private final Thread loop;

    // LDK's natives hold no references of their own: what Java forgets, they lose.
    private final List<Object> kept;

    LightningNode(byte seed, Consumer<Event> handler) {
        Logger log = Logger.new_impl(record -> {});
        FeeEstimator fees = FeeEstimator.new_impl(target -> FEE_PER_KILOWEIGHT);
        BroadcasterInterface broadcaster = BroadcasterInterface.new_impl(broadcast::add);
        Persist persist = Persist.new_impl(new Forgetting());
        monitor = ChainMonitor.of(Option_FilterZ.none(), broadcaster, log, fees, persist);
        byte[] secret = new byte[SEED_LENGTH];
        Arrays.fill(secret, seed);
        KeysManager manager = KeysManager.of(secret, seed, seed);
        keys = manager.as_KeysInterface();
        NetworkGraph graph = NetworkGraph.of(new byte[SEED_LENGTH]);
        parts = new ChannelManagerConstructor(
                Network.LDKNetwork_Regtest,
                UserConfig.with_default(),
                new byte[SEED_LENGTH],
                0,
                keys,
                fees,
                monitor,
                graph,
                broadcaster,
                log);
        ProbabilisticScorer scorer = ProbabilisticScorer.of(ProbabilisticScoringParameters.with_default(), graph);
        kept = List.of(log, fees, broadcaster, persist, manager, graph, scorer);
        parts.chain_sync_completed(new Queueing(), MultiThreadedLockableScore.of(scorer.as_Score()));
        loop = new Thread(() -> handleEvents(handler), "ldk-node-" + seed);
        loop.setDaemon(true);
        loop.start();
    }

    ChannelManager channels() {
        return parts.channel_manager;
    }

    KeysInterface keys() {
        return keys;
    }

    InvoicePayer payer() {
        return parts.payer;
    }

    byte[] id() {
        return channels().get_our_node_id();
    }

    void listen(InetSocketAddress address) {
        attempt(() -> parts.nio_peer_handler.bind_listener(address));
    }

    void connect(LightningNode peer, InetSocketAddress address) {
        attempt(() -> parts.nio_peer_handler.connect(peer.id(), address, CONNECT_MILLIS));
        Waiting.until("peers to connect", () -> peers() > 0 && peer.peers() > 0);
    }

    /** The next transaction that this node wants in a block. */
    byte[] nextBroadcast() {
        try {
            byte[] transaction = broadcast.poll(Waiting.LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (transaction == null) {
                throw new IllegalStateException("nothing was broadcast");
            }
            return transaction;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void connect(byte[] block, int height) {
        channels().as_Listen().block_connected(block, height);
        monitor.as_Listen().block_connected(block, height);
    }

    boolean hasUsableChannel() {
        return channels().list_usable_channels().length > 0;
    }

    @Override
    public void close() {
        try {
            loop.interrupt();
            parts.interrupt();
        } finally {
            Reference.reachabilityFence(kept);
        }
    }

    private int peers() {
        return parts.peer_manager.get_peer_node_ids().length;
    }

    private void handleEvents(Consumer<Event> handler) {
        try {
            while (true) {
                Event event = events.take();
                if (event instanceof Event.PendingHTLCsForwardable) {
                    Thread.sleep(Duration.ofMillis(5).toMillis());
                    channels().process_pending_htlc_forwards();
                } else {
                    handler.accept(event);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Queueing implements ChannelManagerConstructor.EventHandler {
        @Override
        public void handle_event(Event event) {
            events.add(event);
        }

        @Override
        public void persist_manager(byte[] manager) {
            // Kept in memory.
        }

        @Override
        public void persist_network_graph(byte[] graph) {
            // Kept in memory.
        }
    }

    private static final class Forgetting implements Persist.PersistInterface {
        @Override
        public Result_NoneChannelMonitorUpdateErrZ persist_new_channel(
                OutPoint id, ChannelMonitor data, MonitorUpdateId update) {
            return Result_NoneChannelMonitorUpdateErrZ.ok();
        }

        @Override
        public Result_NoneChannelMonitorUpdateErrZ update_persisted_channel(
                OutPoint id, ChannelMonitorUpdate update, ChannelMonitor data, MonitorUpdateId updateId) {
            return Result_NoneChannelMonitorUpdateErrZ.ok();
        }
    }
}
