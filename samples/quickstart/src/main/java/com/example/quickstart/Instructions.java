package com.example.quickstart;

/** What to type after the start. */
final class Instructions {
    private Instructions() {}

    static String forPort(int port) {
        return """

                Ready. Three lines to try, one after the other:

                R=$(curl -s http://localhost:PORT/reports/daily); echo "$R"
                P=$(curl -s --data "$(sed 's/.*"invoice":"\\([^"]*\\)".*/\\1/' <<< "$R")" http://localhost:PORT/dev/pay); echo "$P"
                curl -i -H "Authorization: L402 $(sed 's/.*"macaroon":"\\([^"]*\\)".*/\\1/' <<< "$R"):$(sed 's/.*:"\\(.*\\)".*/\\1/' <<< "$P")" http://localhost:PORT/reports/daily
                """
                .replace("PORT", Integer.toString(port));
    }
}
