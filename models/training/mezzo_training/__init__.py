"""Training of Mezzo's shipped models: symbolic music with labels → audio → mid-level features → emotions."""
