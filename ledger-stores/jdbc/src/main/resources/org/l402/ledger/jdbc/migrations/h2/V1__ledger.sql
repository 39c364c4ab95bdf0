-- Times are milliseconds since 1970 and amounts are millisatoshis (calls, for a free quota): whole numbers compare
-- alike in every database. For PostgreSQL write BYTEA for BINARY(n); the statements of the library stay as they are.

-- One row: the name of this ledger, which stands in every token that it backs.
CREATE TABLE l402_ledger (
    singleton SMALLINT NOT NULL PRIMARY KEY CHECK (singleton = 1),
    ledger_id CHAR(16) NOT NULL
);

-- A payment opens the account of its own hash or tops up another. Either way its hash has a row here, so the primary
-- key is what makes two servers agree that one payment is credited once.
CREATE TABLE l402_account (
    account_id BINARY(32) NOT NULL PRIMARY KEY,
    kind SMALLINT NOT NULL,
    expires_at BIGINT NOT NULL,
    credited_msat BIGINT NOT NULL,
    captured_msat BIGINT NOT NULL,
    own_credited BOOLEAN NOT NULL,
    credited_to BINARY(32),
    closed BOOLEAN NOT NULL,
    client_left SMALLINT NOT NULL,
    CONSTRAINT l402_account_is_never_overdrawn CHECK (captured_msat >= 0 AND captured_msat <= credited_msat)
);
CREATE INDEX l402_account_expiry ON l402_account (kind, expires_at);

-- Reservations in flight, one row for each account that they draw on. What an account has reserved is the sum of its
-- rows whose lease has not run out. No account: the period of the quota that it drew on is over.
CREATE TABLE l402_hold (
    reservation_id BINARY(16) NOT NULL,
    draw SMALLINT NOT NULL,
    account_id BINARY(32),
    amount_msat BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    PRIMARY KEY (reservation_id, draw)
);
CREATE INDEX l402_hold_account ON l402_hold (account_id);

-- How reservations ended, so that a second attempt to end one gets the same answer.
CREATE TABLE l402_end (
    reservation_id BINARY(16) NOT NULL PRIMARY KEY,
    captured BOOLEAN NOT NULL,
    reserved_msat BIGINT NOT NULL,
    captured_msat BIGINT NOT NULL,
    shortfall_msat BIGINT NOT NULL,
    ended_at BIGINT NOT NULL
);
CREATE INDEX l402_end_time ON l402_end (ended_at);

-- Which root keys have signed tokens that still live: fingerprints, never keys.
CREATE TABLE l402_key (
    fingerprint VARCHAR(128) NOT NULL PRIMARY KEY,
    live_until BIGINT NOT NULL
);
