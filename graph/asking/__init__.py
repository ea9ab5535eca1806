"""Questions in people's own words, understood and answered."""
