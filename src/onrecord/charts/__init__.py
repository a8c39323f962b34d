"""Pictures of the record: SVG made of numbers, each with its text alternative. Colours come from the page's style."""
