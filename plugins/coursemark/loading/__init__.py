"""Files of a site become a `Site` of the model, and everything wrong with them a `Problem`."""
