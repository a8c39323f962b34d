"""The ways out: entries of the record as tables, records, annotations and pages, each with the words that say so.

    from onrecord.export import table
    table.write(entries, Form.XLSX, stream)           # CSV or XLSX from any entries of a ledger, to any binary stream

`table` writes CSV and XLSX in three layouts (`tracker` one row a claim, `items` one row a figure, `events` facts only),
`parquet` typed columns, `records` JSON lines that `onrecord import` takes, `annotation` W3C Web Annotations, `dossier`
a page of its own. `forms.Form` has the names, endings and media types. All write to an open binary stream; `files`
opens one that becomes the file only when all has been written. `desk.exporting` puts them together over a ledger.

Invariant: what is no fact leaves as such: its status stands beside it in words, and where a layout has no room for a
status it is left out, and told with the reason.
"""
