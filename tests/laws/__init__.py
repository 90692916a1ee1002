"""Laws: what holds for every rubric and every profile, tried on made-up ones."""
