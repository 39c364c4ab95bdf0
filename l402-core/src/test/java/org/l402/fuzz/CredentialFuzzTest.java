package org.l402.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import org.l402.internal.http.CredentialException;
import org.l402.internal.http.Credentials;

/** Whatever headers come: a credential, none, or the one exception. */
class CredentialFuzzTest {
    @FuzzTest
    void read(FuzzedDataProvider data) {
        List<String> lines = new ArrayList<>();
        for (int i = data.consumeInt(0, 4); i > 0; i--) {
            lines.add(data.consumeAsciiString(2000));
        }
        String metadata = data.consumeRemainingAsAsciiString();
        try {
            Credentials.read(name -> name.equals("Authorization") ? lines : List.of(metadata));
        } catch (CredentialException refused) {
            if (refused.getMessage().length() > 200) {
                throw new AssertionError("quotes the input");
            }
        }
    }
}
