package org.l402;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request that a test writes down. */
final class TestRequest implements RequestView {
    private final String method;
    private final List<String> paths = new ArrayList<>();
    private final Map<String, List<String>> headers = new HashMap<>();
    private final Map<String, String> query = new HashMap<>();
    private String address = "203.0.113.7";
    private InputStream body = InputStream.nullInputStream();
    boolean bodyRead;
    byte[] replayed;

    private TestRequest(String method, String path) {
        this.method = method;
        this.paths.add(path);
    }

    static TestRequest get(String path) {
        return new TestRequest("GET", path);
    }

    static TestRequest of(String method, String path) {
        return new TestRequest(method, path);
    }

    TestRequest alsoReadAs(String path) {
        paths.add(path);
        return this;
    }

    TestRequest header(String name, String value) {
        headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                .add(value);
        return this;
    }

    TestRequest authorization(String value) {
        return header("Authorization", value);
    }

    TestRequest query(String name, String value) {
        query.put(name, value);
        return this;
    }

    TestRequest from(String remoteAddress) {
        this.address = remoteAddress;
        return this;
    }

    TestRequest json(String text) {
        return header("Content-Type", "application/json").body(text);
    }

    TestRequest body(String text) {
        this.body = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    TestRequest body(InputStream stream) {
        this.body = stream;
        return this;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public List<String> paths() {
        return paths;
    }

    @Override
    public List<String> headers(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    @Override
    public String remoteAddress() {
        return address;
    }

    @Override
    public Optional<String> contentType() {
        return headers("Content-Type").stream().findFirst();
    }

    @Override
    public InputStream body() {
        bodyRead = true;
        return body;
    }

    @Override
    public void replayBody(byte[] bytes) {
        replayed = bytes;
    }
}
