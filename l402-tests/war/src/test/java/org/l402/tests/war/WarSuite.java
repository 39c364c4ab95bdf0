package org.l402.tests.war;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The sample in one container, which stays while the application comes and goes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class WarSuite {
    static final Path WAR = Path.of(System.getProperty("sample.war"));

    private Seller seller;
    private URI uri;
    private Leaks application;

    /** @return the root of the server */
    abstract URI startServer(Path work) throws Exception;

    /** Deploys {@link #WAR} at {@code /statistics}. */
    abstract ClassLoader deploy() throws Exception;

    abstract void undeploy() throws Exception;

    abstract void stopServer() throws Exception;

    @BeforeAll
    void start(@TempDir Path home, @TempDir Path work) throws Exception {
        seller = new Seller(home);
        uri = startServer(work).resolve("/statistics/statistics");
        deployed();
    }

    void deployed() throws Exception {
        application = new Leaks(deploy());
    }

    @AfterAll
    void stop() throws Exception {
        stopServer();
        seller.close();
    }

    @Test
    void sellsOneCall() throws Exception {
        HttpResponse<String> answer = Seller.send(uri, seller.buy(uri), "city,\"people, all\"\nBern,10\nChur,20\n");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("""
                        column,numbers,others,empty,minimum,maximum,mean,deviation\r
                        city,0,2,0,,,,\r
                        "people, all",2,0,0,10.0000,20.0000,15.0000,7.07107\r
                        """);
    }

    @Test
    void aRefusedTableCostsNothing() throws Exception {
        String credential = seller.buy(uri);

        assertThat(Seller.send(uri, credential, "a,\"b\n").statusCode()).isEqualTo(400);
        assertThat(Seller.use(uri, credential)).isEqualTo(200);
        assertThat(Seller.use(uri, credential)).isEqualTo(402);
    }

    @Test
    void aRedeployLosesNoPaidTokenAndReopensNoSpentOne() throws Exception {
        String spent = seller.buy(uri);
        String unspent = seller.buy(uri);
        assertThat(Seller.use(uri, spent)).isEqualTo(200);

        undeploy();
        deployed();

        assertThat(Seller.use(uri, spent)).isEqualTo(402);
        assertThat(Seller.use(uri, unspent)).isEqualTo(200);
        assertThat(Seller.use(uri, unspent)).isEqualTo(402);
    }

    /** Last, as starting takes a container seconds: it reads every class of every library. */
    @Test
    @Order(Integer.MAX_VALUE)
    void leavesNothingBehind() throws Exception {
        assertThat(Seller.use(uri, seller.buy(uri))).isEqualTo(200);

        undeploy();

        application.requireThreadsEnded();
        application.requireNoDriver();
        application.requireCollected();
    }
}
