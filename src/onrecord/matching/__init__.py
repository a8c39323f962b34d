"""From claims to matters: which reports copy which, which claims tell of one happening, and how it stands."""
