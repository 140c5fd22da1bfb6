PRAGMA application_id = 1096110659;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE candles (
        series INTEGER NOT NULL,
        open_time INTEGER NOT NULL,
        open TEXT NOT NULL,
        high TEXT NOT NULL,
        low TEXT NOT NULL,
        close TEXT NOT NULL,
        volume TEXT NOT NULL,
        source TEXT NOT NULL,
        PRIMARY KEY (series, open_time)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "candles" VALUES(1,1767571200000,'120.5','120.5','120.5','120.5','1.5','exchange');
INSERT INTO "candles" VALUES(1,1767578400000,'120.5','122.5','118.5','120.5','1.5','exchange');
CREATE TABLE coverage (
        series INTEGER NOT NULL,
        source TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        PRIMARY KEY (series, source, start)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "coverage" VALUES(1,'exchange',1767571200000,1767582000000);
CREATE TABLE series (
        id INTEGER PRIMARY KEY,
        exchange TEXT NOT NULL,
        pair TEXT NOT NULL,
        timeframe TEXT NOT NULL, revision INTEGER NOT NULL DEFAULT 0,
        UNIQUE (exchange, pair, timeframe)
    ) STRICT
    ;
INSERT INTO "series" VALUES(1,'demo','SOL/EUR','1h',892188515);
CREATE TRIGGER candle_replaced AFTER UPDATE ON candles
    WHEN (old.open, old.high, old.low, old.close, old.volume) <> (new.open, new.high, new.low, new.close, new.volume)
    BEGIN
        UPDATE series SET revision = revision + 1 WHERE id = new.series;
    END;
COMMIT;
