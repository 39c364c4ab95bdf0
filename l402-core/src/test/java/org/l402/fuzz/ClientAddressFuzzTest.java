package org.l402.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.l402.internal.http.ClientAddress;
import org.l402.internal.net.AddressBlock;

/** Whatever a stranger writes to the left of what the proxy appends, the proxy's word counts or nobody's. */
class ClientAddressFuzzTest {
    private static final List<AddressBlock> PROXIES = List.of(AddressBlock.parse("10.0.0.0/8"));
    private static final String CLIENT = "198.51.100.1";

    @FuzzTest
    void rightMost(FuzzedDataProvider data) {
        boolean forwarded = data.consumeBoolean();
        String stranger = data.consumeRemainingAsAsciiString();
        String header = forwarded ? "Forwarded" : "X-Forwarded-For";
        String line = stranger + (forwarded ? ", for=" : ", ") + CLIENT;

        Optional<InetAddress> client = new ClientAddress(PROXIES, header)
                .of("10.0.0.1", name -> name.equals(header) ? List.of(line) : List.of());

        if (client.isPresent() && !client.get().getHostAddress().equals(CLIENT)) {
            throw new AssertionError("a stranger chose the address " + client.get());
        }
    }
}
