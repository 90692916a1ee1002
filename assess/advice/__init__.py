"""What to do next: levels, stages, modes, measures, gains and plans."""
