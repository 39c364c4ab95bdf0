package com.example.quickstart;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.l402.invoice.development.DevelopmentWallet;

/**
 * {@code POST /dev/pay}: stands in for the customer's wallet. Takes an invoice, answers with its preimage. Exists only
 * beside the development wallet.
 */
public class PayServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_INVOICE = 4096;

    private final transient DevelopmentWallet wallet;

    public PayServlet(DevelopmentWallet wallet) {
        this.wallet = wallet;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST_INVOICE);
        response.setContentType("application/json");
        try {
            String preimage = wallet.pay(new String(body, StandardCharsets.UTF_8)).secretHex();
            response.getWriter().print("{\"preimage\":\"" + preimage + "\"}");
        } catch (IllegalArgumentException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            response.getWriter().print("{\"detail\":\"" + e.getMessage() + "\"}");
        }
    }
}
