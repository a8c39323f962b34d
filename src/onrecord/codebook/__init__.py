"""The linguistic knowledge of onrecord: data files beside this module and the loaders that check them; no logic."""
