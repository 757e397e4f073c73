"""The HTTP edge: what every request and answer passes, whatever the feature behind it."""
