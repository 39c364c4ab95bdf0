package org.l402;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.l402.ForeignClient.Challenge;
import org.l402.ForeignClient.Sent;
import org.l402.invoice.Bolt11;
import org.l402.macaroon.Identifier;
import org.l402.macaroon.Macaroon;

/**
 * How clients in the field read a challenge and what they send after they have paid: their rules, in our words. A client
 * finds a challenge in the lines of {@code WWW-Authenticate}, or none.
 */
@SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
enum ForeignClient {
    /** Over HTTP; any line. Sends the older scheme on a line of its own first. */
    APERTURE(lines -> firstOf(lines, "(LSAT|L402) macaroon=\"(.*?)\", invoice=\"(.*?)\""), (challenge, preimage) -> {
        String value = challenge.macaroon + ":" + preimage;
        return List.of(new Sent("Authorization", "LSAT " + value), new Sent("Authorization", "L402 " + value));
    }),
    /** The interceptor for gRPC: metadata instead of a credential. */
    APERTURE_GRPC(
            APERTURE.reader,
            (challenge, preimage) ->
                    List.of(new Sent("Macaroon", HexFormat.of().formatHex(withProof(challenge, preimage))))),
    /** The first line only, and a macaroon that it can take apart; repeats the scheme. */
    LNGET(
            lines -> first(lines)
                    .filter(line -> line.toLowerCase(Locale.ROOT).matches("(l402|lsat) .*"))
                    .flatMap(line -> find("(?i)(LSAT|L402)\\s+macaroon=\"([^\"]+)\",\\s*invoice=\"([^\"]+)\"", line))
                    .filter(challenge -> identifierOf(challenge).length == 66),
            (challenge, preimage) -> List.of(new Sent(
                    "Authorization",
                    challenge.scheme + " " + Base64.getEncoder().encodeToString(withProof(challenge, preimage)) + ":"
                            + preimage))),
    /** Every line by itself, then without quotes. */
    L402_REQUESTS(
            lines -> firstOf(lines, "(?i)(L402|LSAT)\\s+macaroon=\"([^\"]+)\"\\s*,\\s*invoice=\"([^\"]+)\"")
                    .or(() -> firstOf(lines, "(?i)(L402|LSAT)\\s+macaroon=([^\\s,]+)\\s*,?\\s*invoice=([^\\s,]+)")),
            plain("L402")),
    /** Alby's fetch402: all parameters of all lines, the last of a name counts, a token more than a macaroon. */
    ALBY(
            lines -> Optional.of(joined(lines))
                    .filter(line -> line.toLowerCase(Locale.ROOT).matches("(l402|lsat).*"))
                    .flatMap(ForeignClient::lastParameters),
            ForeignClient::mirrored),
    /** Splits at commas, and takes the two quoted parameters wherever they are. */
    LSAT_JS(lines -> parameters(joined(lines).substring(5).split(",")), plain("LSAT")),
    /** The first line only, parameters in any order; knows invoices by their first letters. */
    L402_SDK(
            lines -> first(lines)
                    .filter(line -> line.matches("(L402|LSAT) .*"))
                    .flatMap(line -> parameters(line.substring(5).split(",")))
                    .filter(challenge -> challenge.invoice.matches("ln(bc|tb).*")),
            plain("L402")),
    /** Cuts at comma and blank, exactly. */
    FEWSATS(
            lines -> Optional.of(joined(lines))
                    .filter(line -> line.contains("macaroon=\""))
                    .flatMap(line -> parameters(line.substring(5).split(", "))),
            plain("L402")),
    /** The first line only, under the one name that the protocol has today. */
    LNBOT(
            lines -> first(lines)
                    .filter(line -> line.startsWith("L402 "))
                    .flatMap(line -> find("(L402) macaroon=\"([^\"]+)\",\\s*invoice=\"([^\"]+)\"", line)),
            plain("L402")),
    /** Pays nothing: lists who sells. Wants the token to be about the invoice. */
    INDEX_402(
            lines -> Optional.of(joined(lines))
                    .filter(line -> line.matches("(?i)(L402|LSAT)\\b.*"))
                    .flatMap(line -> find(
                            "(?i)^(L402|LSAT)(?=.*?(?:macaroon|token)=\"?([^\",\\s]+)\"?)(?=.*?invoice=\"?([^\",\\s]+)\"?)",
                            line))
                    .filter(ForeignClient::isAboutItsInvoice),
            plain("L402"));

    private static final Pattern ANY_PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|'([^']*)'|([^,]*))");

    private final Function<List<String>, Optional<Challenge>> reader;
    private final BiFunction<Challenge, String, List<Sent>> writer;

    ForeignClient(
            Function<List<String>, Optional<Challenge>> reader, BiFunction<Challenge, String, List<Sent>> writer) {
        this.reader = reader;
        this.writer = writer;
    }

    record Challenge(String scheme, String macaroon, String invoice) {}

    record Sent(String name, String value) {}

    Optional<Challenge> read(List<String> lines) {
        return reader.apply(lines);
    }

    List<Sent> pay(Challenge challenge, String preimage) {
        return writer.apply(challenge, preimage);
    }

    private static BiFunction<Challenge, String, List<Sent>> plain(String scheme) {
        return (challenge, preimage) ->
                List.of(new Sent("Authorization", scheme + " " + challenge.macaroon + ":" + preimage));
    }

    private static List<Sent> mirrored(Challenge challenge, String preimage) {
        return plain(challenge.scheme).apply(challenge, preimage);
    }

    private static byte[] withProof(Challenge challenge, String preimage) {
        return Macaroon.parse(challenge.macaroon).narrow("preimage=" + preimage).encode();
    }

    private static byte[] identifierOf(Challenge challenge) {
        return Macaroon.parse(Base64.getDecoder().decode(challenge.macaroon)).identifier();
    }

    private static boolean isAboutItsInvoice(Challenge challenge) {
        return challenge.macaroon.matches("[A-Za-z0-9+/=_.-]{10,}")
                && challenge.invoice.matches("ln(bc|tb|bcrt).{96,}")
                && Identifier.parse(identifierOf(challenge))
                        .paymentHash()
                        .equals(Bolt11.parse(challenge.invoice).paymentHash());
    }

    private static Optional<String> first(List<String> lines) {
        return lines.stream().findFirst();
    }

    private static String joined(List<String> lines) {
        return String.join(", ", lines);
    }

    private static Optional<Challenge> firstOf(List<String> lines, String pattern) {
        return lines.stream().flatMap(line -> find(pattern, line).stream()).findFirst();
    }

    private static Optional<Challenge> find(String pattern, String line) {
        Matcher matcher = Pattern.compile(pattern).matcher(line);
        return matcher.find()
                ? Optional.of(new Challenge(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    private static Optional<Challenge> lastParameters(String line) {
        Matcher matcher = ANY_PARAMETER.matcher(line.replaceFirst("L402", "").replaceFirst("LSAT", ""));
        Map<String, String> values = new HashMap<>();
        while (matcher.find()) {
            String quoted = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            values.put(matcher.group(1), quoted != null ? quoted : matcher.group(4));
        }
        return challenge(
                line.regionMatches(true, 0, "LSAT", 0, 4) ? "LSAT" : "L402",
                values.getOrDefault("token", values.get("macaroon")),
                values.get("invoice"));
    }

    private static Optional<Challenge> parameters(String[] parts) {
        return challenge("L402", quoted("macaroon", parts), quoted("invoice", parts));
    }

    private static Optional<Challenge> challenge(String scheme, String macaroon, String invoice) {
        return macaroon == null || invoice == null
                ? Optional.empty()
                : Optional.of(new Challenge(scheme, macaroon, invoice));
    }

    private static String quoted(String name, String[] parts) {
        Pattern parameter = Pattern.compile("(?:^|\\s)" + name + "=\"([^\"]+)\"$");
        return Arrays.stream(parts)
                .map(String::strip)
                .map(parameter::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse(null);
    }
}
