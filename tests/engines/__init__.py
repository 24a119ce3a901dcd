"""The journeys that Chromium (back/forward cache on), Firefox and WebKit must all pass."""
