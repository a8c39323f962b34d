"""What the record is: frozen values, the codebook's rules, and how a claim is put into words."""
