package org.l402.tests.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.l402.Priced;

/** Servlets with a price on the class, on a method, on a superclass, and on an interface. */
final class AnnotatedServlets {
    private AnnotatedServlets() {}

    /** Says its name and is counted. */
    abstract static class Counted extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient Runs runs;

        Counted(Runs runs) {
            this.runs = runs;
        }

        void answer(HttpServletResponse response) throws IOException {
            runs.count(getClass().getSimpleName());
            response.getWriter().print(getClass().getSimpleName());
        }
    }

    @Priced(sats = 11)
    static final class OnClass extends Counted {
        private static final long serialVersionUID = 1L;

        OnClass(Runs runs) {
            super(runs);
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response);
        }
    }

    static final class OnMethod extends Counted {
        private static final long serialVersionUID = 1L;

        OnMethod(Runs runs) {
            super(runs);
        }

        @Override
        @Priced(sats = 12)
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response);
        }

        /** Not counted: it is free. */
        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("free");
        }
    }

    /** What a superclass or an interface says counts. */
    @Priced(offer = Shop.NAMED_OFFER)
    interface Sold {}

    static class OnInterface extends Counted implements Sold {
        private static final long serialVersionUID = 1L;

        OnInterface(Runs runs) {
            super(runs);
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response);
        }
    }

    static final class OnSuperclass extends OnInterface {
        private static final long serialVersionUID = 1L;

        OnSuperclass(Runs runs) {
            super(runs);
        }
    }
}
