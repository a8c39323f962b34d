"""From what people have (texts, pages, records, folders, standard input) to reports; what cannot be taken is told."""
