package com.example.quickstart;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.l402.Priced;

/** {@code POST /v1/summarize}: the sentences of a text that say most of it. */
@Path("summarize")
public class SummarizeResource {
    /** @param sentences how many to keep; 3 if it is missing */
    public record Text(String text, Integer sentences) {}

    public record Summary(String summary) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Priced(sats = 30, free = "1 per PT24H")
    public Summary summarize(Text in) {
        if (in == null || in.text() == null || in.text().isBlank()) {
            // An answer of 4xx costs the client nothing: its credential stays good.
            throw new BadRequestException("text is missing");
        }
        int sentences = in.sentences() == null ? 3 : in.sentences();
        return new Summary(Summarizer.summarize(in.text(), sentences));
    }
}
