package org.l402.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.l402.internal.http.ClientAddress;
import org.l402.internal.net.AddressBlock;
import org.l402.internal.net.IpLiteral;

/** Whatever a stranger writes to the left of what the proxy appends, the proxy's word counts or nobody's. */
class ClientAddressFuzzTest {
    private static final List<AddressBlock> PROXIES = List.of(AddressBlock.parse("10.0.0.0/8"));
    private static final ClientAddress FORWARDED = new ClientAddress(PROXIES, "Forwarded");
    private static final ClientAddress LISTED = new ClientAddress(PROXIES, "X-Forwarded-For");
    private static final String PROXY = "10.0.0.1";
    private static final Optional<InetAddress> V4 = IpLiteral.parse("198.51.100.1");
    private static final Optional<InetAddress> V6 = IpLiteral.parse("2001:db8::1");

    static Stream<String> seeds() {
        return Stream.of(
                "",
                "6.6.6.6",
                "for=6.6.6.6",
                "for=\"6.6.6.6:80\";proto=http;by=10.0.0.1",
                "for=\"[2001:db8::6]:80\", for=unknown, for=_hidden");
    }

    @MethodSource("seeds")
    @DictionaryEntries({"for=", "\"", ", ", ";", "[", "]", "6.6.6.6", "6.6.6.6:", "[2001:db8::6]", "\\"})
    @FuzzTest
    void rightMost(@NotNull String stranger) {
        appended(FORWARDED, stranger, "for=198.51.100.1", V4);
        appended(FORWARDED, stranger, "for=\"198.51.100.1:4711\";proto=https", V4);
        appended(FORWARDED, stranger, "proto=https;For=\"[2001:db8::1]\";by=\"_gate\"", V6);
        appended(FORWARDED, stranger, "for=\"[2001:db8::1]:4711\", for=\"10.0.0.7:80\"", V6);
        appended(LISTED, stranger, "198.51.100.1", V4);
        appended(LISTED, stranger, "[2001:db8::1]:4711, 10.0.0.7", V6);
    }

    /** Some proxies lengthen the line that they were sent, others send one of their own after it. */
    private static void appended(ClientAddress reader, String stranger, String proxys, Optional<InetAddress> client) {
        isTheClient(reader.of(PROXY, name -> List.of(stranger + ", " + proxys)), client);
        isTheClient(reader.of(PROXY, name -> List.of(stranger, proxys)), client);
    }

    private static void isTheClient(Optional<InetAddress> found, Optional<InetAddress> client) {
        if (found.isPresent() && !found.equals(client)) {
            throw new AssertionError("a stranger chose the address " + found.get());
        }
    }
}
