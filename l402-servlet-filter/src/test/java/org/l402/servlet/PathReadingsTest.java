package org.l402.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathReadingsTest {
    @Test
    void aPlainPathHasOneReading() {
        assertThat(readings("", "/reports/daily", "/reports", "/daily")).containsExactly("/reports/daily");
        assertThat(readings("/app", "/app/reports/daily", "/reports/daily", null))
                .containsExactly("/reports/daily");
        assertThat(readings("", "/", "", "/")).containsExactly("/");
        assertThat(readings("/app", "/app", "", null)).containsExactly("/");
        assertThat(readings("", "/a+b", "/a+b", null)).containsExactly("/a+b");
    }

    @Test
    void whatTheContainerDecodedIsReadOnce() {
        assertThat(readings("", "/reports/d%61ily", "/reports", "/daily")).containsExactly("/reports/daily");
        assertThat(readings("/my%20app", "/my%20app/x", "/x", null)).containsExactly("/x");
        assertThat(readings("", "/a%2Bb%20c", "/a+b c", null)).containsExactly("/a+b c");
    }

    @Test
    void whatTheContainerReadsDifferentlyIsReadBothWays() {
        assertThat(readings("", "/reports//daily", "/reports", "//daily"))
                .containsExactly("/reports//daily", "/reports/daily");
        assertThat(readings("", "/reports;x=1/daily", "/reports;x=1/daily", null))
                .containsExactly("/reports;x=1/daily", "/reports/daily");
        assertThat(readings("", "/open/..%2Freports/daily", "/open", "/..%2Freports/daily"))
                .containsExactly("/open/..%2Freports/daily", "/reports/daily");
        assertThat(readings("", "/open/%2e%2e/reports", "/open/../reports", null))
                .containsExactly("/open/../reports", "/reports");
        assertThat(readings("", "/open\\..\\reports", "/open\\..\\reports", null))
                .containsExactly("/open\\..\\reports", "/reports");
        assertThat(readings("", "/./reports/.", "/./reports/.", null)).containsExactly("/./reports/.", "/reports");
        assertThat(readings("", "/../../reports", "/../../reports", null))
                .containsExactly("/../../reports", "/reports");
    }

    @Test
    void aPathIsDecodedOnce() {
        assertThat(readings("", "/%2572eports", "/%72eports", null)).containsExactly("/%72eports");
    }

    @Test
    void whatCannotBeDecodedIsReadAsTheContainerDoes() {
        assertThat(readings("", "/100%", "/100%", null)).containsExactly("/100%");
    }

    private static List<String> readings(String context, String uri, String servlet, String info) {
        Map<String, String> answers = new java.util.HashMap<>();
        answers.put("getContextPath", context);
        answers.put("getRequestURI", uri);
        answers.put("getServletPath", servlet);
        answers.put("getPathInfo", info);
        return PathReadings.of((HttpServletRequest) Proxy.newProxyInstance(
                PathReadingsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }
}
