-- A ledger: events as riftline's record has them, with where they came from. `riftline ledger sql` reads all of this.

CREATE TABLE about (name VARCHAR PRIMARY KEY, value VARCHAR);

-- One row per imported file, and one per run of `ledger add`.
CREATE TABLE imports (
    import INTEGER PRIMARY KEY,
    finished TIMESTAMP NOT NULL,    -- UTC
    format VARCHAR NOT NULL,        -- gdelt2, icews, …, riftline
    file VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,        -- of the file as it stands on disk
    bytes BIGINT NOT NULL,
    events BIGINT NOT NULL,         -- taken in
    known BIGINT NOT NULL,          -- already in the ledger, or twice in the file
    skipped BIGINT NOT NULL,        -- see `skipped`
    version VARCHAR NOT NULL,       -- of riftline
    model VARCHAR,                  -- sha256 of the model that coded the documents
    settings VARCHAR                -- JSON
);

-- What was not taken in, and why; one example each.
CREATE TABLE skipped (import INTEGER, reason VARCHAR, rows BIGINT, example VARCHAR);

-- Codes that no table of riftline knows. Their events are in the ledger with the code as it stood.
CREATE TABLE unknown (import INTEGER, field VARCHAR, code VARCHAR, events BIGINT);

-- Documents that riftline read itself.
CREATE TABLE texts (
    id VARCHAR, title VARCHAR, url VARCHAR, publisher VARCHAR, published DATE, language VARCHAR, repeats VARCHAR, import INTEGER
);

CREATE TYPE actor AS STRUCT(
    "text" VARCHAR, "start" INTEGER, "end" INTEGER, name VARCHAR, country VARCHAR, organization VARCHAR, sector VARCHAR, role VARCHAR
);
CREATE TYPE place AS STRUCT(
    "text" VARCHAR, name VARCHAR, country VARCHAR, latitude DOUBLE, longitude DOUBLE, geonames BIGINT
);
CREATE TYPE quantity AS STRUCT("text" VARCHAR, "value" DOUBLE, value_max DOUBLE, unit VARCHAR, "of" VARCHAR);

-- The first 25 columns are the event record.
CREATE TABLE events (
    id VARCHAR NOT NULL,
    document VARCHAR,
    published DATE,
    sentence INTEGER,
    "text" VARCHAR,
    "trigger" VARCHAR,
    "start" INTEGER,
    "end" INTEGER,
    date DATE,
    date_end DATE,
    date_text VARCHAR,
    type VARCHAR,                   -- null for CAMEO's root 01, comments, which PLOVER has no type for
    mode VARCHAR,
    contexts VARCHAR[],
    cameo VARCHAR,
    quad TINYINT,
    goldstein DOUBLE,
    status VARCHAR NOT NULL,
    sources actor[],
    targets actor[],
    speaker actor,
    quote VARCHAR,
    place place,
    quantities quantity[],
    confidence DOUBLE,
    origin VARCHAR NOT NULL,        -- the format: gdelt2, icews, …, riftline
    reports INTEGER NOT NULL,       -- how many reports carried the event, as far as the data set says
    root BOOLEAN,                   -- GDELT: the event stands in the lead of the article
    note VARCHAR,                   -- why the event stands aside from `dyads` (`repeats` does so too), null for nearly all
    given_quad TINYINT,             -- the class the data set gave, where it gave one
    tone REAL,                      -- GDELT: average tone of the articles
    url VARCHAR,
    title VARCHAR,
    publisher VARCHAR,
    import INTEGER NOT NULL
);

-- Events that were extracted twice from one article: the later one, and the first, which alone is in `dyads`.
CREATE TABLE repeats (event VARCHAR, first VARCHAR, import INTEGER);

-- Further reports of an event: near copies of a document, GDELT's mentions.
CREATE TABLE further_reports (
    event VARCHAR, document VARCHAR, published DATE, confidence REAL, note VARCHAR, import INTEGER
);

-- The pairs of each event, flat; what the measures read. Written with the events so that nothing is unnested later.
CREATE TABLE pairs (
    event VARCHAR NOT NULL,
    date DATE NOT NULL,
    source VARCHAR NOT NULL,        -- ISO 3166-1 alpha-3, else an organization's code
    target VARCHAR NOT NULL,
    source_sector VARCHAR,
    target_sector VARCHAR,
    type VARCHAR,
    quad TINYINT,
    goldstein DOUBLE,
    status VARCHAR NOT NULL,
    weight DOUBLE NOT NULL,         -- the pairs of an event sum to 1
    reports INTEGER NOT NULL,
    contexts VARCHAR[],
    root BOOLEAN,
    origin VARCHAR NOT NULL,
    note VARCHAR,
    import INTEGER NOT NULL
);

CREATE VIEW dyads AS SELECT * EXCLUDE (note, import) FROM pairs WHERE note IS NULL;

CREATE VIEW reports AS
    SELECT id AS event, document, published, NULL::REAL AS confidence FROM events WHERE document IS NOT NULL
    UNION ALL SELECT event, document, published, confidence FROM further_reports;

CREATE VIEW documents AS
    SELECT id, title, url, publisher, published, language, repeats FROM texts
    UNION ALL
    SELECT document, any_value(title), coalesce(any_value(url), CASE WHEN document LIKE 'http%' THEN document END),
        coalesce(any_value(publisher), nullif(regexp_extract(document, '^https?://(?:www[.])?([^/:]+)', 1), '')),
        min(published), NULL, NULL
    FROM events WHERE origin <> 'riftline' AND document IS NOT NULL GROUP BY document;
